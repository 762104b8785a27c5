import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/experiment/report-input.ts';
import { gravestVerdict, type VerdictWord } from '../../src/experiment/severity.ts';

type Judged = Pick<Judgement, 'verdict' | 'severity'>;

const VERDICTS = ['pass', 'no data', 'inconclusive', 'fail'] as const;

const binding = (verdict: Judgement['verdict']): Judged => ({ verdict, severity: 'fail' });
const warning = (verdict: Judgement['verdict']): Judged => ({ verdict, severity: 'warn' });

describe('the verdict on all expectations of a run', () => {
  it('is the gravest of those that may break it, whatever their order', () => {
    for (const [place, verdict] of VERDICTS.entries()) {
      for (const lighter of VERDICTS.slice(0, place + 1)) {
        expect(gravestVerdict([binding(verdict), binding(lighter)])).toBe(verdict);
        expect(gravestVerdict([binding(lighter), binding(verdict)])).toBe(verdict);
      }
    }
    expect(gravestVerdict([])).toBe('pass');
  });

  it.each<[Judged, VerdictWord]>([
    [warning('pass'), 'pass'],
    [warning('no data'), 'warn'],
    [warning('inconclusive'), 'warn'],
    [warning('fail'), 'warn'],
  ])('is no worse than a warning where only %j speaks against it', (judged, word) => {
    expect(gravestVerdict([judged, binding('pass')])).toBe(word);
    expect(gravestVerdict([judged, binding('no data')])).toBe('no data');
  });
});
