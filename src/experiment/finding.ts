import type { PlanExpectation } from '../scenario/plan.ts';
import type { Judgement } from './report-input.ts';

/** What a run says to an expectation. */
export interface Finding {
  /** Undefined where there is nothing to take the statistic of; Infinity for an instant that never comes. */
  readonly value: number | undefined;
  readonly unit: Judgement['unit'];
  /** ISO 4217, of money. */
  readonly currency?: string | undefined;
  /** Values, messages, callbacks or senders that it was taken of. */
  readonly n: number;
}

/** What an expectation looks at. */
export type Question = Pick<PlanExpectation, 'metric' | 'statistic' | 'of' | 'priced'>;
