import { describe, expect, it } from 'vitest';
import { usageError } from '../../src/cli/usage-error.ts';

describe('a wrong command line', () => {
  it.each([
    [['run', 'a.yaml', '--sede', '5'], 'unknown option --sede; did you mean --seed?'],
    [
      ['run', 'a.yaml', '--frob=1', '--msg'],
      'unknown option --frob; see mpsim --help\nunknown option --msg; see mpsim --help',
    ],
    [['run', '-x', 'a.yaml'], 'unknown option -x; see mpsim --help'],
    [['rnu', 'a.yaml'], 'unknown command "rnu"; did you mean run?'],
    [
      [],
      'name a command: run, init, report, validate, test, lock, diff, fuzz, compare, sweep, merge, segments, serve, rulebook, schema, explain, completion; see mpsim --help',
    ],
  ])('%j is told what is wrong and what was meant', (words, message) => {
    expect(usageError('whatever yargs says', words).message).toBe(message);
  });

  it('takes the words after -- for files, whatever they look like', () => {
    expect(usageError('something else', ['run', '--', '--odd-file']).message).toBe('something else');
  });

  it('takes a negative number for a value', () => {
    expect(usageError('something else', ['run', 'a.yaml', '--seed', '-5']).message).toBe('something else');
  });
});
