import { type KeyedUniform, keyedUniform } from '../kernel/keyed-uniform.ts';
import { NO_FAULT } from '../messaging/request-rules.ts';
import type { Plan, PlanRetry } from '../scenario/plan.ts';
import { emptySubmission, type Submission } from '../traffic/stream.ts';
import type { Ledger } from './ledger.ts';

/**
 * What of a request its message does not keep: what it breaks by itself, and so breaks again, and what its media would
 * be as links.
 */
export type Unkept = Pick<Submission, 'fault' | 'linkedSegments' | 'linkedWide'>;
/** Of a message that was accepted: it breaks nothing, and it is known whether its media are links. */
export const NOTHING_UNKEPT: Unkept = { fault: NO_FAULT, linkedSegments: 0, linkedWide: false };

/** A request to be made again: what it was, and over which carrier it goes. */
export interface Retry {
  readonly submission: Submission;
  readonly carrier: number;
  /** Microseconds to wait. */
  readonly pauseUs: number;
}

type Luck = Readonly<Record<'pause' | 'latency' | 'outcome' | 'spread', KeyedUniform>>;

/** Clients that try again, each with pauses that grow. An attempt has luck of its own, by its number. */
export class Retries {
  readonly #plan: Plan;
  readonly #ledger: Ledger;
  /** By stream whose client tries again: uniform numbers by (index, attempt), one a purpose. */
  readonly #lucks: readonly (Luck | undefined)[];

  constructor(plan: Plan, replication: number, ledger: Ledger) {
    this.#plan = plan;
    this.#lucks = plan.streams.map(({ id, retry }) => {
      if (retry === undefined) return undefined;
      const uniformFor = (purpose: string): KeyedUniform =>
        keyedUniform(plan.seed, replication, id, `retry ${purpose}`);
      return {
        pause: uniformFor('pause'),
        latency: uniformFor('latency'),
        outcome: uniformFor('outcome'),
        spread: uniformFor('spread'),
      };
    });
    this.#ledger = ledger;
  }

  /**
   * What the client does about a message that was refused, or that failed, with this code: undefined when it lets it
   * be.
   */
  after(row: number, code: number, { fault, linkedSegments, linkedWide }: Unkept): Retry | undefined {
    const ledger = this.#ledger;
    const stream = this.#plan.streams[ledger.stream[row]!]!;
    const attempt = ledger.attempt[row]! + 1;
    const { retry } = stream;
    if (retry === undefined || attempt > retry.attempts || !retry.codes.includes(code)) return undefined;
    const index = ledger.index[row]!;
    const luck = this.#lucks[ledger.stream[row]!]!;
    const { recipients } = stream;
    const listed = recipients.kind === 'rows';
    const recipient = listed ? index % recipients.keys.length : 0;
    const pauseUs = pauseOf(retry, attempt - 1, luck.pause(index, attempt));
    return {
      pauseUs,
      carrier: ledger.carrier[row]!,
      submission: {
        ...emptySubmission(),
        index,
        attempt,
        senderPosition: stream.senders.indexOf(ledger.sender[row]!),
        country: ledger.country[row]!,
        wide: ledger.encoding[row] === 1,
        segments: ledger.segments[row]!,
        media: ledger.media[row] === 1,
        fault,
        linkedSegments,
        linkedWide,
        offeredAtUs: ledger.offeredAtUs[row]!,
        recipientKey: listed ? recipients.keys[recipient]! : -1,
        areaCode: listed ? recipients.areaCodes[recipient]! : -1,
        latencyLuck: luck.latency(index, attempt),
        outcomeLuck: luck.outcome(index, attempt),
        spreadLuck: luck.spread(index, attempt),
      },
    };
  }
}

/** Whole microseconds before attempt `number + 1`. */
function pauseOf(
  { backoffUs, factor, maxBackoffUs, jitter }: PlanRetry,
  number: number,
  luck: number,
): number {
  let pauseUs = backoffUs;
  for (let count = 1; count < number && pauseUs < maxBackoffUs; count += 1) pauseUs *= factor;
  pauseUs = Math.min(pauseUs, maxBackoffUs);
  return Math.ceil(jitter === 'full' ? pauseUs * luck : pauseUs);
}
