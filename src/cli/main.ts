#!/usr/bin/env node
import { runCommandLine } from './command-line.ts';
import { EXIT } from './exit-code.ts';
import { systemProblem } from './failure.ts';

// A reader that has seen enough (`| head`) closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`mpsim: standard output cannot be written: ${systemProblem(error)}\n`);
  process.exit(EXIT.couldNot);
});
// With `2>&1 | head` the other stream closes as well, and there is nowhere left to complain.
process.stderr.on('error', () => {});

// Set rather than exited with, so that what was printed is flushed.
process.exitCode = await runCommandLine(process.argv.slice(2));
// Whoever pressed Ctrl-C waits: without this Node first clears a heap of a hundred megabytes away, for a tenth of a second.
if (process.exitCode === EXIT.interrupted)
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
