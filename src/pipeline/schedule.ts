import { Agenda } from '../kernel/agenda.ts';
import { TIME_LIMIT_US } from '../kernel/time.ts';
import type { PipelineEvent } from './events.ts';

/** What is due in the model, and when the run ends. */
export class Schedule {
  readonly agenda: Agenda<PipelineEvent> = new Agenda();
  /** End of the run, half-open: the horizon, or the end of simulated time. What would come later never comes. */
  readonly endUs: number;

  constructor(horizonUs: number) {
    this.endUs = Math.min(horizonUs, TIME_LIMIT_US);
  }

  /** The present instant. */
  get nowUs(): number {
    return this.agenda.nowUs;
  }

  /** Makes an event due. Infinity is never, like all beyond the end: no more arrivals, a sender that is down. */
  add(event: PipelineEvent, atUs: number): void {
    if (atUs >= this.endUs) return;
    this.agenda.schedule(event, atUs);
  }
}
