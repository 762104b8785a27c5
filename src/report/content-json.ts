import type { Alternative, Content } from '../messaging/content.ts';
import { BODY_LIMIT_UTF16 } from '../messaging/request-rules.ts';
import { isTooLong, TOO_LONG_CODE } from './content-length.ts';
import { type ContentPricing, costOf, secondsOf } from './content-pricing.ts';
import { layOut } from './json-layout.ts';

/**
 * What bodies cost, as a JSON list with an object for each: `encoding`, `segments`, `units`, `unitsBySegment`,
 * `forcedBy`; `tooLong` where the API refuses the body for its length; `cost` where that is asked for and a price is known; `smartEncoding` and `replacement` where these change
 * the body. In pieces.
 */
export function* contentJson(
  contents: Iterable<Content>,
  pricing: ContentPricing,
  withCost: boolean,
): Generator<string> {
  let before = '[\n  ';
  for (const content of contents) {
    yield before;
    yield* layOut(figuresOf(content, pricing, withCost), '  ');
    before = ',\n  ';
  }
  yield before === '[\n  ' ? '[]\n' : '\n]\n';
}

/** In a fixed order; what is undefined is left out. */
function figuresOf(content: Content, pricing: ContentPricing, withCost: boolean): object {
  const { encoding, segments, units, unitsBySegment, forcedBy, smartEncoding, replacement } = content;
  return {
    encoding,
    segments,
    units,
    unitsBySegment,
    forcedBy,
    tooLong: isTooLong(content)
      ? { utf16Units: content.utf16Units, limit: BODY_LIMIT_UTF16, errorCode: TOO_LONG_CODE }
      : undefined,
    cost: withCost ? costOf(segments, pricing) : undefined,
    smartEncoding: smartEncoding && alternativeFigures(smartEncoding, pricing),
    replacement: replacement && alternativeFigures(replacement, pricing),
  };
}

function alternativeFigures(alternative: Alternative, pricing: ContentPricing): object {
  const { encoding, segments, units, unitsBySegment, savedSegments } = alternative;
  const savedSeconds = secondsOf(savedSegments, pricing);
  const savedCost = costOf(savedSegments, pricing);
  return { encoding, segments, units, unitsBySegment, savedSegments, savedSeconds, savedCost };
}
