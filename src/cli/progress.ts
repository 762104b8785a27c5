import { counted, spokenDuration } from '../report/figures-in-words.ts';
import type { Plan } from '../scenario/plan.ts';
import type { Run } from '../simulate.ts';
import { expectedEndUs } from './expected-end.ts';

/** A line on a terminal that tells how far a run is. */
export interface Progress {
  readonly show: (run: Pick<Run, 'nowUs' | 'submitted'>, nowMs: number) => void;
  readonly clear: () => void;
}

const FIRST_AFTER_MS = 1000;
const EVERY_MS = 200;
const ERASE_LINE = '\r\u001b[K';

/** Progress on standard error: only on a terminal, and only of runs that take longer than a second. */
export function openProgress(plan: Plan, stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  const startMs = performance.now();
  const endUs = expectedEndUs(plan);
  let dueMs = startMs + FIRST_AFTER_MS;
  let isShown = false;
  return {
    show({ nowUs, submitted }, nowMs) {
      if (nowMs < dueMs) return;
      dueMs = nowMs + EVERY_MS;
      isShown = true;
      const left = remaining(nowMs - startMs, nowUs, endUs);
      const line = `${plan.name}: ${spokenDuration(nowUs)} simulated, ${counted(submitted, 'message')}${left}`;
      stream.write(ERASE_LINE + line.slice(0, (stream.columns || 80) - 1));
    },
    clear() {
      if (isShown) stream.write(ERASE_LINE);
    },
  };
}

/** Simulated time passes at an even pace, more or less, so the rest takes as long in proportion. */
function remaining(elapsedMs: number, nowUs: number, endUs: number): string {
  if (nowUs === 0 || !Number.isFinite(endUs) || nowUs >= endUs) return '';
  const leftMs = (elapsedMs * (endUs - nowUs)) / nowUs;
  return `, about ${Math.max(1, Math.round(leftMs / 1000))} s left`;
}
