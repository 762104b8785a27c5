import type { Steps } from '../measure/select.ts';
import type { Plan } from '../scenario/plan.ts';
import type { Run } from '../simulate.ts';
import type { Interruption } from './interruption.ts';
import { openProgress } from './progress.ts';

/** Events between two looks at the clock: about a millisecond, at the most some twenty. */
const EVENTS_A_SLICE = 500;
/** Time between two turns of the event loop, in which signals arrive: well below a tenth of a second. */
const TURN_MS = 20;

/** Runs to the end, listening for signals and showing progress on the way. */
export async function advanceInSlices(run: Run, plan: Plan, interruption: Interruption): Promise<void> {
  const progress = openProgress(plan, process.stderr);
  let turnMs = performance.now();
  try {
    while (run.advance(EVENTS_A_SLICE)) {
      const nowMs = performance.now();
      if (nowMs - turnMs < TURN_MS) continue;
      progress.show(run, nowMs);
      await interruption.heed(run.nowUs);
      turnMs = performance.now();
    }
  } finally {
    progress.clear();
  }
}

/** Hears a signal between the steps of a computation. */
export async function inSteps<Found>(
  steps: Steps<Found>,
  { nowUs }: Run,
  interruption: Interruption,
): Promise<Found> {
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) await interruption.heed(nowUs);
  return step.value;
}
