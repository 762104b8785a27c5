#!/usr/bin/env node
import { runCommandLine } from './command-line.ts';

// A reader that has seen enough (`| head`) closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Set rather than exited with, so that what was printed is flushed.
process.exitCode = await runCommandLine(process.argv.slice(2));
