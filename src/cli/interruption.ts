import { setImmediate } from 'node:timers/promises';
import { spokenDuration } from '../report/figures-in-words.ts';
import { Interrupted } from './failure.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Ctrl-C and `kill`, heard at chosen places instead of ending the process in the middle of something. */
export interface Interruption {
  /**
   * Gives signals a chance to arrive.
   *
   * @throws Interrupted when one has, telling the simulated time.
   */
  readonly heed: (nowUs: number) => Promise<void>;
  /** Resolves when one has arrived, for who waits and does nothing else. */
  readonly requested: Promise<void>;
  /** From here on signals end the process again. */
  readonly release: () => void;
}

/** Listens until {@link Interruption.release}. A second signal ends the process at once. */
export function listenForInterruption(): Interruption {
  let isRequested = false;
  let wake = (): void => {};
  const requested = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const request = (): void => {
    isRequested = true;
    release();
    wake();
  };
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, request);
  };
  for (const signal of SIGNALS) process.on(signal, request);
  const heed = async (nowUs: number): Promise<void> => {
    await setImmediate();
    if (isRequested) {
      throw new Interrupted(`interrupted at ${spokenDuration(nowUs)} of simulated time; nothing was written`);
    }
  };
  return { heed, requested, release };
}
