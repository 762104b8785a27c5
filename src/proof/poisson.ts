import { unitsPerSecond } from '../kernel/rate.ts';
import { US_PER_SECOND } from '../kernel/time.ts';
import type { ClosedForm } from '../measure/proof.ts';
import { constantLength, type SoleStream } from './sole-streams.ts';

/** Standard errors that chance may explain: beyond six, once in hundreds of millions of runs. */
const STANDARD_ERRORS = 6;
/** Of a standard error that is larger than this share of the mean, nothing can be said: the run is too short. */
const ERROR_MAX = 0.05;

/** A sender with Poisson arrivals, and how many messages of it waited how long in all. */
export interface PoissonSender {
  readonly stream: SoleStream;
  readonly id: string;
  readonly messages: number;
  readonly waitsUs: bigint;
}

/** What queueing theory says of the queue wait of a message. Times in seconds. */
export interface WaitTheory {
  /** In the steady state. */
  readonly mean: number;
  /** Of one message: that of the mean of n messages is this over n, for large n. */
  readonly variance: number;
  /** By how much the waits of a run that begins with an empty queue add up to less. */
  readonly missing: number;
}

/**
 * The queue M/G/1 with service times S of known moments and arrivals of rate lambda: the mean wait of Pollaczek and
 * Khinchine, the variance of the mean of a long run, and what an empty start takes off.
 *
 * The last two follow from Poisson's equation of the workload V, which h(v) = v^2 / (2 (1 - rho)) solves: what arrivals
 * find, less its mean, adds up to a martingale with the increments V - E V + lambda (h(V + S) - h(V)), less lambda h(V) at
 * the end. For M/M/1 the variance is that of D. J. Daley, "The serial correlation coefficients of waiting times in a
 * stationary single server queue", J. Australian Math. Soc. 8 (1968).
 *
 * @param moments E S, E S^2, E S^3 and E S^4.
 */
export function waitTheory(
  lambda: number,
  [first, second, third, fourth]: readonly [number, number, number, number],
): WaitTheory {
  const idle = 1 - lambda * first;
  const mean = (lambda * second) / (2 * idle);
  // L. Takacs (1962).
  const square = 2 * mean * mean + (lambda * third) / (3 * idle);
  const spread = square - mean * mean;
  const c = lambda / (2 * idle);
  const variance =
    4 * c * c * square * second + c * c * fourth + spread + 4 * c * c * mean * third + 4 * c * spread * first;
  return { mean, variance, missing: c * square };
}

/**
 * The mean wait of all senders with Poisson arrivals of their own together, against theory; undefined where there is
 * none, or the run is too short for chance to leave a twentieth of the mean in doubt.
 */
export function poissonWaits(senders: readonly PoissonSender[]): ClosedForm | undefined {
  const fitting = senders.flatMap((sender) => {
    const theory = theoryOf(sender.stream);
    return theory === undefined || sender.messages === 0 ? [] : [{ sender, theory }];
  });
  const messages = sum(fitting, ({ sender }) => sender.messages);
  const predicted = sum(fitting, ({ sender, theory }) => sender.messages * theory.mean) / messages;
  const error = Math.sqrt(sum(fitting, ({ sender, theory }) => sender.messages * theory.variance)) / messages;
  const missing = sum(fitting, ({ theory }) => theory.missing) / messages;
  // With no sender, nothing is a number.
  if (!(Math.max(error, missing) <= ERROR_MAX * predicted)) return undefined;
  const waitsUs = fitting.reduce((all, { sender }) => all + sender.waitsUs, 0n);
  const isConstant = fitting.every(({ sender }) => constantLength(sender.stream.lengths) !== undefined);
  const [only] = fitting;
  return {
    form: isConstant ? 'M/D/1' : 'M/G/1',
    senders: fitting.length,
    sender: fitting.length === 1 ? only?.sender.id : undefined,
    messages,
    figures: [
      {
        statistic: 'mean',
        predictedUs: Math.round(predicted * US_PER_SECOND),
        simulatedUs: Math.round(Number(waitsUs) / messages),
        // Departures are told at whole microseconds.
        toleranceUs: Math.ceil((STANDARD_ERRORS * error + missing) * US_PER_SECOND) + 1,
      },
    ],
  };
}

/** Undefined where arrivals are not Poisson, the bucket holds more than a token, or the queue grows for ever. */
function theoryOf({ arrivals, rotation, burst, rate, lengths }: SoleStream): WaitTheory | undefined {
  if (arrivals.kind !== 'poisson' || rotation > 1 || burst > 1) return undefined;
  const lambda = unitsPerSecond(arrivals.rate);
  const moment = (order: number): number =>
    sum(lengths, ({ segments, share }) => share * power(segments / unitsPerSecond(rate), order));
  if (lambda * moment(1) >= 1) return undefined;
  return waitTheory(lambda, [moment(1), moment(2), moment(3), moment(4)]);
}

function power(base: number, order: number): number {
  return Array.from({ length: order }).reduce<number>((product) => product * base, 1);
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((all, item) => all + value(item), 0);
}
