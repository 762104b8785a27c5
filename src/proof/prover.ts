import type { NoteReader } from '../measure/note-reader.ts';
import type { DepartureNotes, QueueNotes } from '../measure/notes.ts';
import type { ClosedForm, LittleProof, Proof } from '../measure/proof.ts';
import type { Measures } from '../measure/result.ts';
import { STATUS_CODE } from '../messaging/status.ts';
import type { MessageView } from '../pipeline/facts.ts';
import { isPlainLane } from '../pipeline/plain.ts';
import type { Plan } from '../scenario/plan.ts';
import { closedForms } from './closed-forms.ts';
import { QueueIntegral } from './little.ts';
import { PacingProof } from './pacing.ts';
import { SharedTakes } from './shared-takes.ts';
import { incidentsOf, promisedBuckets } from './terms.ts';

/** Breaches of a law that are told one by one; of the others there is a number. */
const TOLD = 3;

/**
 * Holds a run against laws that do not follow from how the model is written, while it runs. It reads what is noted of
 * every departure and every message in a queue, and keeps some numbers for each lane: none for a message.
 */
export class Prover implements NoteReader {
  readonly segmentLeft: NoteReader['segmentLeft'];
  readonly #plan: Plan;
  readonly #view: MessageView;
  readonly #pacing: PacingProof;
  readonly #queues = new QueueIntegral();
  readonly #breaks: string[] = [];
  readonly #untold: Map<string, number> = new Map();
  #queuedSegments = 0;
  #leftSegments = 0;
  #waitingSegments = 0;
  #withdrawn = 0;
  #withdrawnUs = 0n;

  /** @param plan what was promised. */
  constructor(plan: Plan, view: MessageView) {
    const laneOf = Int32Array.from(plan.senders, ({ lane, campaign }) =>
      campaign === -1 && isPlainLane(plan.lanes[lane]!) ? lane : -1,
    );
    this.#plan = plan;
    this.#view = view;
    this.#pacing = new PacingProof(promisedBuckets(plan), laneOf, lindleyLanes(plan), (law, what) =>
      this.#broken(law, what),
    );
    if (!laneOf.includes(-1)) return;
    const shared = new SharedTakes(plan, view, laneOf);
    this.segmentLeft = (row) =>
      shared.each(row, (bucket, tokens) =>
        this.#pacing.tokensTaken(bucket, view.serial[row]!, view.lastSegmentAtUs[row]!, tokens),
      );
  }

  departed(notes: DepartureNotes): void {
    this.#leftSegments += notes.count;
    this.#pacing.departed(notes);
    this.#queues.departed(notes);
  }

  queued(notes: QueueNotes): void {
    for (let i = 0; i < notes.count; i += 1) this.#queuedSegments += notes.segments[i]!;
    this.#queues.queued(notes);
  }

  withdrawn(waitedUs: number): void {
    this.#withdrawn += 1;
    this.#withdrawnUs += BigInt(waitedUs);
  }

  leftOpen(row: number): void {
    const { status, segments, segmentsLeft } = this.#view;
    const isInQueue = status[row] === STATUS_CODE.queued || status[row] === STATUS_CODE.sending;
    if (isInQueue) this.#waitingSegments += segments[row]! - segmentsLeft[row]!;
  }

  /** What came of it. Asked once, when all has been measured; `submitted` are the requests that the model counted. */
  proofOf(measures: Measures, submitted: number): Proof {
    this.#proveConservation(measures, submitted);
    // Of a warm-up there are no waits, so that those on record are not the ones that these two laws speak of.
    const isTimed = (this.#plan.warmUp?.untilUs ?? 0) === 0;
    const little = isTimed ? this.#proveLittle(measures) : undefined;
    const forms = isTimed ? closedForms(this.#plan, measures) : [];
    for (const form of forms) this.#proveForm(form);
    for (const [law, count] of this.#untold) this.#breaks.push(`${law}: ${count} breaches more`);
    const { lindleyMessages, lindleyLanes, windowSegments, windowBuckets } = this.#pacing;
    return {
      breaks: this.#breaks,
      conservation: { requests: submitted, segments: this.#leftSegments },
      lindley: { messages: lindleyMessages, lanes: lindleyMessages === 0 ? 0 : lindleyLanes },
      window: { segments: windowSegments, buckets: windowSegments === 0 ? 0 : windowBuckets },
      little,
      closedForms: forms,
    };
  }

  #proveConservation({ cohorts }: Measures, submitted: number): void {
    const counts = cohorts.map(({ figures }) => figures.counts);
    const requests = counts.reduce((sum, one) => sum + one.submitted, 0);
    const ended = counts.reduce(
      (sum, { refused, failed, canceled, delivered, undelivered, sent, open }) =>
        sum + refused + failed + canceled + delivered + undelivered + sent + open,
      0,
    );
    if (requests !== submitted || ended !== submitted)
      this.#broken(
        'conservation',
        () => `of ${submitted} requests ${requests} are counted, ${ended} ended or open`,
      );
    if (this.#queuedSegments !== this.#leftSegments + this.#waitingSegments)
      this.#broken(
        'conservation',
        () =>
          `${this.#queuedSegments} segments stayed in queues, ${this.#leftSegments} left and ${this.#waitingSegments} wait`,
      );
  }

  #proveLittle({ cohorts }: Measures): LittleProof | undefined {
    const waits = cohorts.map(({ figures }) => figures.latencies.queue_wait);
    const measured = waits.reduce((sum, { n }) => sum + n, 0);
    // A message that the end finds with only some of its segments gone has no wait on record.
    if (this.#queues.waiting !== 0 || this.#waitingSegments > 0 || measured + this.#withdrawn === 0)
      return undefined;
    const waitsUs = waits.reduce((sum, { sumUs }) => sum + sumUs, this.#withdrawnUs);
    const integralUs = this.#queues.us;
    if (waitsUs !== integralUs || measured !== this.#queues.begun)
      this.#broken(
        "Little's law",
        () =>
          `${this.#queues.begun} messages add up to ${integralUs} us in queues, and ${measured} waits to ${waitsUs} us`,
      );
    return {
      messages: measured + this.#withdrawn,
      integralUs: Number(integralUs),
      waitsUs: Number(waitsUs),
    };
  }

  #proveForm({ form, sender, figures }: ClosedForm): void {
    for (const { statistic, predictedUs, simulatedUs, toleranceUs } of figures) {
      if (Math.abs(predictedUs - simulatedUs) <= toleranceUs) continue;
      const what = sender === undefined ? '' : `of ${sender} `;
      this.#broken(
        form,
        () =>
          `the ${statistic} wait ${what}is ${simulatedUs} us, not ${predictedUs} us within ${toleranceUs} us`,
      );
    }
  }

  #broken(law: string, what: () => string): void {
    const told = this.#breaks.filter((sentence) => sentence.startsWith(`${law}: `)).length;
    if (told < TOLD) this.#breaks.push(`${law}: ${what()}`);
    else this.#untold.set(law, (this.#untold.get(law) ?? 0) + 1);
  }
}

/** The lanes in which nothing but turns and tokens decides: by lane. */
function lindleyLanes(plan: Plan): readonly boolean[] {
  const obeys = plan.lanes.map((lane, place) => isPlainLane(lane) && incidentsOf(plan, place).length === 0);
  const overtakes = plan.streams.some(({ priority }) => priority > 0);
  for (const { cancel, validityUs, senders } of plan.streams) {
    if (!overtakes && cancel === undefined && validityUs === Infinity) continue;
    for (const sender of senders) obeys[plan.senders[sender]!.lane] = false;
  }
  return obeys;
}
