import { describe, expect, it } from 'vitest';
import { gravest, judgedCode } from '../../src/cli/exit-code.ts';
import {
  EnvironmentError,
  explainFailure,
  Interrupted,
  UsageError,
  withRunContext,
} from '../../src/cli/failure.ts';
import { InternalError } from '../../src/kernel/assert.ts';

describe('the exit status', () => {
  it('of several is the first of 70 4 2 1 99 5 3 0', () => {
    const order = [70, 4, 2, 1, 99, 5, 3, 0] as const;
    order.forEach((code, place) => {
      expect(gravest(order.slice(place).toReversed())).toBe(code);
    });
    expect(gravest([])).toBe(0);
  });

  it.each([
    ['pass', 0, 0],
    ['no data', 3, 0],
    ['inconclusive', 3, 0],
    ['fail', 99, 0],
  ] as const)('of an expectation that is %s is %d, and of a warning %d', (verdict, code, warned) => {
    expect(judgedCode([{ verdict, severity: 'fail' }])).toBe(code);
    expect(judgedCode([{ verdict, severity: 'warn' }])).toBe(warned);
  });

  it.each([
    [new UsageError('x'), 2],
    [new EnvironmentError('x'), 1],
    [new Interrupted('x'), 130],
    [new InternalError('x'), 70],
    [new TypeError('x'), 70],
    ['x', 70],
  ])('of %s is %d', (error, code) => {
    expect(explainFailure(error).code).toBe(code);
  });
});

describe('an internal error', () => {
  const context = {
    name: 'sale',
    seed: '7',
    replication: 2,
    nowUs: 5_000_000,
    command: 'mpsim run sale.yaml --seed 7',
  };

  it('names scenario, seed, replication, simulated time and the command that repeats it, and no stack trace', () => {
    const { text, code } = explainFailure(withRunContext(new InternalError('backlog is negative'), context));
    expect(code).toBe(70);
    expect(text).toContain('backlog is negative');
    expect(text).toContain('scenario sale, seed 7, replication 2, at 5000000 us of simulated time');
    expect(text).toContain('to repeat: mpsim run sale.yaml --seed 7');
    expect(text).not.toMatch(/\n\s+at /);
  });

  it('is not made of what the user or the machine did', () => {
    const full = new EnvironmentError('the disk is full');
    expect(withRunContext(full, context)).toBe(full);
  });
});
