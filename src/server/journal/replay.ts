import { inOneStep } from '../../measure/select.ts';
import { compileLive } from '../../scenario/compile.ts';
import type { Plan } from '../../scenario/plan.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ObserverFactory, Run } from '../../simulate.ts';
import type { TimedInput } from '../input.ts';
import { Session } from '../session.ts';
import { JournalError, readJournal } from './read-journal.ts';

/** A journal that is about to be replayed. */
export interface Replay {
  readonly scenario: Scenario;
  readonly plan: Plan;
  /** Begins it. To be called once. @throws JournalError, as the run does that it returns. */
  start(observers: readonly ObserverFactory[]): Run;
}

/**
 * A journal as a run: what a live session was asked, done again in virtual time, to where its clock last stood. Where
 * everything began anew, only what followed counts, for that is what the session came to.
 *
 * @throws JournalError where the file is no journal; the system's error where there is none.
 */
export function replayOf(path: string): Replay {
  const reading = readJournal(path);
  if (reading === undefined) throw new JournalError(`${path}:1: it has no whole line, and is no journal`);
  const { scenario, accountSid } = reading.head;
  const { plan } = compileLive(scenario);
  const skipped = lastResetOf(reading.inputs);
  return {
    scenario,
    plan,
    start: (observers) => {
      // Read before, so it is there.
      const inputs = readJournal(path)!.inputs[Symbol.iterator]();
      for (let place = 0; place < skipped; place += 1) inputs.next();
      return runOf(new Session(scenario, { accountSid }, observers), inputs);
    },
  };
}

/** How many inputs come before those that count. */
function lastResetOf(inputs: Iterable<TimedInput>): number {
  let place = 0;
  let last = 0;
  for (const { kind } of inputs) {
    place += 1;
    if (kind === 'reset') last = place;
  }
  return last;
}

function runOf(session: Session, inputs: Iterator<TimedInput>): Run {
  const { live } = session;
  let next = inputs.next();
  return {
    advance: (maxEvents) => {
      if (next.done === true) return false;
      if (live.moveTowards(next.value.atUs, maxEvents)) return true;
      session.repeat(next.value);
      next = inputs.next();
      return true;
    },
    get nowUs() {
      return live.nowUs;
    },
    get submitted() {
      return live.messages.count;
    },
    finish: () => inOneStep(live.finishInSteps()),
    finishInSteps: () => live.finishInSteps(),
  };
}
