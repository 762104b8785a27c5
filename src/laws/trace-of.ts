import { rateOf } from '../kernel/rate.ts';
import { STATUS_CODE } from '../messaging/status.ts';
import type { Fact, FactKind, History } from './history.ts';
import type { SenderTerms } from './terms.ts';

/** What a limiter let go. Times are whole microseconds. */
export interface Departure {
  readonly atUs: number;
  /** From when it waited; not before those that came before it. Absent: it did not wait. */
  readonly queuedAtUs?: number;
  /** Tokens that it took, all of them at `atUs`; 1 unless said. */
  readonly segments?: number;
}

/** What is promised of a limiter: so many segments each `perUs` microseconds, and so many at once from a full bucket. */
export function promiseOf({
  segments,
  perUs,
  burst = 1,
  queueLimitSegments = Infinity,
}: {
  readonly segments: number;
  readonly perUs: number;
  readonly burst?: number;
  /** Segments that may wait; no limit unless said. */
  readonly queueLimitSegments?: number;
}): SenderTerms {
  return { steps: [{ fromUs: 0, rate: rateOf(segments, perUs) }], burst, queueLimitSegments };
}

/**
 * The history of a limiter of one's own, as the only sender: each departure is a message that was queued, left and was
 * concluded. For the window bound, no idling, FIFO and Little's law; sorted by time, what is queued first.
 *
 * @throws RangeError when a time or a number of segments is not a whole number, or something left before it was queued.
 */
export function traceOf(departures: readonly Departure[]): History {
  const facts = departures.flatMap((departure, serial) => lifeOf(departure, serial));
  return facts.sort((a, b) => a.atUs - b.atUs || TURN[a.kind] - TURN[b.kind] || a.serial - b.serial);
}

function lifeOf({ atUs, queuedAtUs = atUs, segments = 1 }: Departure, serial: number): readonly Fact[] {
  const isSound = [atUs, queuedAtUs, segments].every(Number.isSafeInteger) && segments >= 1;
  if (!isSound || queuedAtUs < 0 || atUs < queuedAtUs)
    throw new RangeError(
      `departure ${serial} should have whole numbers, 0 <= queuedAtUs <= atUs and segments >= 1, not queuedAtUs ${queuedAtUs}, atUs ${atUs}, segments ${segments}`,
    );
  const waiting = { ...NOTHING_YET, serial, index: serial, segments, ...allAt(queuedAtUs) };
  const left = { ...waiting, firstSegmentAtUs: atUs, lastSegmentAtUs: atUs };
  const step = (kind: FactKind, status: number, fact: typeof waiting): Fact => ({
    ...fact,
    kind,
    status,
    atUs: kind === 'submitted' || kind === 'queued' ? queuedAtUs : atUs,
  });
  return [
    step('submitted', STATUS_CODE.queued, waiting),
    step('queued', STATUS_CODE.queued, waiting),
    ...Array.from({ length: segments }, () => step('segmentLeft', STATUS_CODE.sending, left)),
    step('sent', STATUS_CODE.sent, left),
    step('concluded', STATUS_CODE.delivered, { ...left, finalAtUs: atUs }),
  ];
}

function allAt(us: number): Pick<Fact, 'offeredAtUs' | 'submittedAtUs' | 'queuedAtUs'> {
  return { offeredAtUs: us, submittedAtUs: us, queuedAtUs: us };
}

/** The order of the facts of one instant: a whole message is let go before the next. */
const TURN: Readonly<Record<FactKind, number>> = {
  submitted: 0,
  queued: 0,
  refused: 0,
  scheduled: 0,
  withdrawn: 0,
  failed: 0,
  canceled: 0,
  segmentLeft: 1,
  sent: 1,
  concluded: 1,
  leftOpen: 2,
};

/** A message of which nothing is known but that it is the only sender's. */
export const NOTHING_YET: Omit<
  Fact,
  | 'kind'
  | 'atUs'
  | 'serial'
  | 'index'
  | 'segments'
  | 'status'
  | 'offeredAtUs'
  | 'submittedAtUs'
  | 'queuedAtUs'
> = {
  stream: 0,
  sender: 0,
  country: 0,
  carrier: 0,
  attempt: 1,
  media: 0,
  errorCode: 0,
  firstSegmentAtUs: Number.NaN,
  lastSegmentAtUs: Number.NaN,
  finalAtUs: Number.NaN,
};
