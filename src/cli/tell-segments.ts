import { type Content, explainContent } from '../messaging/content.ts';
import { contentJson } from '../report/content-json.ts';
import { contentText } from '../report/content-text.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type Bodies, readBodies } from './read-bodies.ts';
import { segmentPriceOf } from './segment-price.ts';
import type { SegmentsArguments } from './segments-arguments.ts';
import { print } from './standard-output.ts';
import { paletteFor } from './terminal-palette.ts';

/** Prints what the bodies that were named cost. */
export async function tellSegments(request: SegmentsArguments): Promise<ExitCode> {
  const reading = segmentPriceOf(request);
  if (!reading.ok) {
    process.stderr.write(diagnosticsText(reading.diagnostics, process.stderr));
    return exitCodeOf(reading.diagnostics);
  }
  const bodies = readBodies(request);
  const contents = explained(bodies, request);
  const pricing = { rate: request['segments-per-second'], price: reading.price };
  const style = {
    pricing,
    numbered: bodies.numbered,
    priceNote: reading.note,
    palette: paletteFor(process.stdout),
  };
  const { isNamed } = reading;
  await print(request.json ? contentJson(contents, pricing, isNamed) : contentText(contents, style));
  return EXIT.fine;
}

function* explained({ texts, areLines }: Bodies, request: SegmentsArguments): Generator<Content> {
  let line = 1;
  for (const text of texts) {
    yield explainContent(text, {
      smartEncoding: request['smart-encoding'] ?? false,
      replacements: request.replace,
      keepGraphemes: request['keep-clusters'] ?? false,
      lineFirst: line,
    });
    if (areLines) line += 1;
  }
}
