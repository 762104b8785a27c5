import { describe, expect, it } from 'vitest';
import { codesOf, fromOneNumber, run } from './guide.ts';

/** Bodies in turn, by a trace, as the author of a scenario cannot write what is refused. */
function bodies(texts: readonly string[]) {
  const rows = texts.map((text) => `0,+16175551212,"${text}"\n`);
  return run(fromOneNumber(['{ id: t, from: a, arrivals: { trace: x.csv } }']), {
    'x.csv': `time,to,body\n${rows.join('')}`,
  });
}

describe('the body', () => {
  it('is limited to 1600 characters', () => {
    const told = bodies(['a'.repeat(1600), 'a'.repeat(1601), 'ж'.repeat(1600), 'ж'.repeat(1601)]);
    expect(codesOf(told)).toEqual([0, 21617, 0, 21617]);
  });

  it('of more than 160 GSM-7 characters is sent as a segmented message', () => {
    const told = bodies(['a'.repeat(160), 'a'.repeat(161), 'a'.repeat(306), 'a'.repeat(307)]);
    expect(told.messages.map(({ segments }) => segments)).toEqual([1, 2, 2, 3]);
  });

  it('of more than 70 UCS-2 characters is sent as a segmented message', () => {
    const told = bodies(['ж'.repeat(70), 'ж'.repeat(71), 'ж'.repeat(134), 'ж'.repeat(135)]);
    expect(told.messages.map(({ segments }) => segments)).toEqual([1, 2, 2, 3]);
  });

  it('must be there', () => {
    expect(codesOf(bodies(['', 'a']))).toEqual([21602, 0]);
  });
});
