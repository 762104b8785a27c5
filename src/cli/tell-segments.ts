import { type Content, explainContent } from '../messaging/content.ts';
import { contentJson } from '../report/content-json.ts';
import { contentText } from '../report/content-text.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type Bodies, readBodies } from './read-bodies.ts';
import type { SegmentsArguments } from './segments-arguments.ts';
import { print } from './standard-output.ts';
import { paletteFor } from './terminal-palette.ts';

/** Prints what the bodies that were named cost. */
export async function tellSegments(request: SegmentsArguments): Promise<ExitCode> {
  const bodies = readBodies(request);
  const contents = explained(bodies, request);
  const millionths = request['price-per-segment'];
  const price = millionths === undefined ? undefined : { millionths, currency: 'USD' };
  const pricing = { rate: request['segments-per-second'], price };
  const style = { pricing, numbered: bodies.numbered, palette: paletteFor(process.stdout) };
  await print(request.json ? contentJson(contents, pricing) : contentText(contents, style));
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
