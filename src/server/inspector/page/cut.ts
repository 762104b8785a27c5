import { septetsOf } from '../../../messaging/encoding.ts';
import { segment } from '../../../messaging/segments.ts';

/** A text as the network carries it. */
export interface Cut {
  readonly encoding: string;
  readonly pieces: readonly string[];
}

/** Cuts a text where its segments end. */
export function cut(text: string): Cut {
  const { encoding, unitsBySegment } = segment(text);
  const unitsOf = (unit: string): number => (encoding === 'UCS-2' ? 1 : septetsOf(unit.charCodeAt(0)));
  let at = 0;
  const pieces = unitsBySegment.map((units) => {
    const from = at;
    for (let left = units; left > 0 && at < text.length; at += 1) left -= unitsOf(text[at]!);
    return text.slice(from, at);
  });
  return { encoding, pieces };
}
