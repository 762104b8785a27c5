/** Text is gathered up to so many UTF-16 units before it is written. */
const WRITTEN_AT_ONCE = 65_536;

/**
 * Prints pieces of text, waiting for the reader, so that what is not read yet is not held; ends early, without an
 * error, when the reader has closed the pipe.
 */
export async function print(pieces: Iterable<string>): Promise<void> {
  let gathered = '';
  for (const piece of pieces) {
    gathered += piece;
    if (gathered.length < WRITTEN_AT_ONCE) continue;
    if (!(await isWritten(gathered))) return;
    gathered = '';
  }
  await isWritten(gathered);
}

function isWritten(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => resolve(!error));
  });
}
