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
  const endUs = expectedEndUs(plan);
  const line = openLine(stream);
  return {
    show({ nowUs, submitted }, nowMs) {
      line.show(nowMs, (elapsedMs) => {
        const left = remaining(elapsedMs, nowUs, endUs);
        return `${plan.name}: ${spokenDuration(nowUs)} simulated, ${counted(submitted, 'message')}${left}`;
      });
    },
    clear: line.clear,
  };
}

/** The same of replications; `isBound`: there may be fewer than the most, so how long they take cannot be told. */
export function openBatchProgress(
  name: string,
  isBound: boolean,
  stream: NodeJS.WriteStream,
): { readonly show: (done: number, most: number, nowMs: number) => void; readonly clear: () => void } {
  const line = openLine(stream);
  return {
    show(done, most, nowMs) {
      line.show(nowMs, (elapsedMs) => {
        const whole = `${isBound ? 'at most ' : ''}${counted(most, 'replication')}`;
        return `${name}: ${done} of ${whole}${isBound ? '' : remaining(elapsedMs, done, most)}`;
      });
    },
    clear: line.clear,
  };
}

/** The same of the runs of a sweep. */
export function openSweepProgress(
  name: string,
  stream: NodeJS.WriteStream,
): { readonly show: (done: number, most: number, nowMs: number) => void; readonly clear: () => void } {
  const line = openLine(stream);
  return {
    show(done, most, nowMs) {
      line.show(
        nowMs,
        (elapsedMs) => `${name}: ${done} of ${counted(most, 'run')}${remaining(elapsedMs, done, most)}`,
      );
    },
    clear: line.clear,
  };
}

/** A line that is written over and over: nothing in the first second, or where nobody watches. */
function openLine(stream: NodeJS.WriteStream): {
  readonly show: (nowMs: number, textAfter: (elapsedMs: number) => string) => void;
  readonly clear: () => void;
} {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  const startMs = performance.now();
  let dueMs = startMs + FIRST_AFTER_MS;
  let isShown = false;
  return {
    show(nowMs, textAfter) {
      if (nowMs < dueMs) return;
      dueMs = nowMs + EVERY_MS;
      isShown = true;
      stream.write(ERASE_LINE + textAfter(nowMs - startMs).slice(0, (stream.columns || 80) - 1));
    },
    clear() {
      if (isShown) stream.write(ERASE_LINE);
    },
  };
}

/** Simulated time passes at an even pace, more or less, as do replications: the rest takes as long in proportion. */
function remaining(elapsedMs: number, done: number, whole: number): string {
  if (done === 0 || !Number.isFinite(whole) || done >= whole) return '';
  const leftMs = (elapsedMs * (whole - done)) / done;
  return `, about ${Math.max(1, Math.round(leftMs / 1000))} s left`;
}
