import { namedStream, RandomStream, type Uniform } from '../kernel/random.ts';
import { NO_FAULT } from '../messaging/request-rules.ts';
import type { Content, Plan, PlanRecipients, PlanStream } from '../scenario/plan.ts';
import { type InstantsFill, instantsFill } from './arrivals.ts';
import { contentChoice, fixedContents } from './contents.ts';
import { countryChoice, fixedDestination, requestFault } from './recipients.ts';
import { placeOf } from './shares.ts';

/** One request as its stream makes it: filled in place by {@link TrafficStream.take}, so that none is allocated. */
export interface Submission {
  /** Number within the stream, from 0. */
  index: number;
  /** 1 for the first attempt. */
  attempt: number;
  /** Whether it has media, and so is an MMS. */
  media: boolean;
  /** Position of the sender in the stream's list; -1 when From is not ours. */
  senderPosition: number;
  /** Index of the destination country, or NO_COUNTRY. */
  country: number;
  /** True for UCS-2. */
  wide: boolean;
  segments: number;
  /** The first rule that it breaks by its To, its body or its options; NO_FAULT: none. */
  fault: number;
  /**
   * When the client first wanted to make the request: at its arrival, whatever hours or pace it keeps. Whole
   * microseconds, never later than the request itself; what lies between is how long it was postponed.
   */
  offeredAtUs: number;
  /** Which recipient it goes to: equal numbers have equal keys; -1 where recipients are shares only. */
  recipientKey: number;
  /** Area code of a recipient under +1; -1 elsewhere. */
  areaCode: number;
  /** Uniform numbers, one a purpose, that decide the message's fate when the time comes. */
  carrierLuck: number;
  latencyLuck: number;
  outcomeLuck: number;
  /** Chooses a sender where a service chooses at random; 0 elsewhere. */
  spreadLuck: number;
  /** Whether the client cancels it later. */
  cancels: boolean;
  /** When it is to be queued, where the request itself says so, in whole microseconds; NaN: as its stream says. */
  sendAtUs: number;
  /** How long it may wait for its first segment to leave, likewise; NaN: as its stream says. */
  validityUs: number;
  /** A code that it fails with once its media are fetched, as they are not its stream's; 0: none. */
  mediaFailure: number;
  /** Segments, and whether they are UCS-2, with links in place of its media; 0 where they never become links. */
  linkedSegments: number;
  linkedWide: boolean;
}

/** A traffic stream at work: who submits what and when. */
export interface TrafficStream {
  /** When the next request comes: whole microseconds; Infinity when there are no more. */
  readonly nextUs: number;
  /** Fills in the request that is due and moves on to the next. */
  take(submission: Submission): void;
  /** Requests that the client wanted to make within the run and never made. Asked once, when the run has ended. */
  leftBehind(): number;
}

/** A submission to fill. */
export function emptySubmission(): Submission {
  return {
    index: 0,
    attempt: 1,
    media: false,
    senderPosition: 0,
    country: 0,
    wide: false,
    segments: 1,
    fault: NO_FAULT,
    // Doubles from the start, so that the engine keeps one shape for the object.
    offeredAtUs: 0.5,
    recipientKey: -1,
    areaCode: -1,
    carrierLuck: 0.5,
    latencyLuck: 0.5,
    outcomeLuck: 0.5,
    spreadLuck: 0.5,
    cancels: false,
    sendAtUs: Number.NaN,
    validityUs: Number.NaN,
    mediaFailure: 0,
    linkedSegments: 0,
    linkedWide: false,
  };
}

/** All streams of a plan side by side, each request made at its arrival. */
export function promptStreams(plan: Plan, replication: number): readonly PromptStream[] {
  const blocks = new Float64Array(plan.streams.length * BLOCK * WIDTH);
  return plan.streams.map(
    (stream, place) => new PromptStream(plan, stream, replication, blocks, place * BLOCK * WIDTH),
  );
}

/** Requests that a stream makes ahead. */
const BLOCK = 16;
/** The numbers of a request lie side by side. */
const AT = 0;
const COUNTRY = 1;
const SEGMENTS = 2;
/** How it is encoded: see {@link formOf}. */
const FORM = 3;
const FAULT = 4;
const CARRIER_LUCK = 5;
const LATENCY_LUCK = 6;
const OUTCOME_LUCK = 7;
const WIDTH = 8;

/**
 * A stream that makes each request at its arrival. Each purpose draws from a random stream of its own, one number a
 * message, so what one purpose needs never shifts another.
 *
 * Requests are made a block ahead, purpose after purpose: they depend on nothing that happens, and the state of each
 * generator is touched once a block instead of once a message.
 */
export class PromptStream implements TrafficStream {
  // First what every request needs, so that it lies together.
  /** The blocks of all streams that were made together. */
  readonly #blocks: Float64Array;
  /** Where the next request stands, and where the requests made ahead end. */
  #at = 0;
  #end = 0;
  #index = 0;
  readonly #senders: number;
  /** Whether its requests say no more than what stands in the block, and their senders take turns. */
  readonly #plain: boolean;
  /** Where this stream's block begins. */
  readonly #start: number;
  readonly #fillInstants: InstantsFill;
  readonly #senderByRow: Int32Array | undefined;
  readonly #rows: Extract<PlanRecipients, { kind: 'rows' }> | undefined;
  readonly #spread: Uniform | undefined;
  readonly #media: boolean;
  /** Draws whether a message is canceled, and the share of those that are. */
  readonly #cancel: Uniform | undefined;
  readonly #canceled: number;
  readonly #lucks: readonly (readonly [cell: number, random: RandomStream])[];
  /** Says where requests go, and what they are. */
  readonly #sayWhat: (start: number, end: number) => void;

  constructor(
    plan: Plan,
    stream: PlanStream,
    replication: number,
    blocks: Float64Array = new Float64Array(BLOCK * WIDTH),
    start = 0,
  ) {
    this.#blocks = blocks;
    this.#start = start;
    const uniformFor = (purpose: string): Uniform => namedStream(plan.seed, replication, stream.id, purpose);
    const randomFor = (purpose: string): RandomStream =>
      new RandomStream(plan.seed, replication, stream.id, purpose);
    this.#fillInstants = instantsFill(stream.arrivals, (phase) => randomFor(`arrivals ${phase}`));
    this.#senders = stream.senders.length;
    this.#senderByRow = stream.senderByRow;
    this.#rows = stream.recipients.kind === 'rows' ? stream.recipients : undefined;
    this.#spread = plan.services[stream.service]?.spread === 'random' ? uniformFor('spread') : undefined;
    this.#media = stream.media !== undefined;
    this.#cancel = stream.cancel && uniformFor('cancel');
    this.#canceled = stream.cancel?.share ?? 0;
    this.#plain =
      [this.#senderByRow, this.#rows, this.#spread, this.#cancel].every((one) => one === undefined) &&
      !this.#media;
    const table = contentTable(stream);
    this.#sayWhat =
      table === undefined ? this.#eachByIndex(plan, stream, uniformFor) : this.#fromTable(table, randomFor);
    this.#lucks = [
      // Nobody asks for it where each country has one carrier.
      ...(hasCarrierChoice(plan) ? [[CARRIER_LUCK, randomFor('carrier')] as const] : []),
      [LATENCY_LUCK, randomFor('latency')],
      [OUTCOME_LUCK, randomFor('outcome')],
    ];
    this.#makeBlock();
  }

  get nextUs(): number {
    return this.#at < this.#end ? this.#blocks[this.#at + AT]! : Infinity;
  }

  take(submission: Submission): void {
    const block = this.#blocks;
    const at = this.#at;
    const index = this.#index;
    submission.index = index;
    submission.senderPosition = index % this.#senders;
    submission.country = block[at + COUNTRY]!;
    const form = block[at + FORM]!;
    submission.wide = (form & WIDE) !== 0;
    submission.linkedWide = (form & LINKED_WIDE) !== 0;
    submission.linkedSegments = form >> LINKED_SHIFT;
    submission.segments = block[at + SEGMENTS]!;
    submission.fault = block[at + FAULT]!;
    submission.offeredAtUs = block[at + AT]!;
    submission.carrierLuck = block[at + CARRIER_LUCK]!;
    submission.latencyLuck = block[at + LATENCY_LUCK]!;
    submission.outcomeLuck = block[at + OUTCOME_LUCK]!;
    if (this.#plain) sayNoMore(submission);
    else this.#sayMore(submission, index);
    this.#index = index + 1;
    this.#at = at + WIDTH;
    if (this.#at === this.#end) this.#makeBlock();
  }

  /** What few requests say. */
  #sayMore(submission: Submission, index: number): void {
    const rows = this.#rows;
    if (this.#senderByRow !== undefined) submission.senderPosition = this.#senderByRow[index]!;
    submission.recipientKey = rows === undefined ? -1 : rows.keys[index % rows.keys.length]!;
    submission.areaCode = rows === undefined ? -1 : rows.areaCodes[index % rows.areaCodes.length]!;
    submission.spreadLuck = this.#spread === undefined ? 0 : this.#spread();
    submission.media = this.#media;
    submission.cancels = this.#cancel !== undefined && this.#cancel() < this.#canceled;
  }

  leftBehind(): number {
    return 0;
  }

  /** How many requests are still to come before an instant. The stream ends with it. O(requests). */
  countBefore(endUs: number): number {
    let count = 0;
    while (this.nextUs < endUs) {
      count += 1;
      this.#at += WIDTH;
      if (this.#at === this.#end) this.#makeBlock();
    }
    return count;
  }

  #makeBlock(): void {
    const block = this.#blocks;
    const start = this.#start;
    const end = this.#fillInstants(block, start + AT, start + BLOCK * WIDTH, WIDTH);
    this.#sayWhat(start, end);
    for (const [cell, random] of this.#lucks) random.fill(block, start + cell, end, WIDTH);
    this.#at = start;
    this.#end = end;
  }

  /** Any stream: each request by its number. */
  #eachByIndex(
    plan: Plan,
    stream: PlanStream,
    uniformFor: (purpose: string) => Uniform,
  ): (start: number, end: number) => void {
    const countryAt = countryChoice(stream.recipients, uniformFor);
    const faultAt = requestFault(plan, stream, uniformFor);
    const contentAt = contentChoice(plan, stream, uniformFor);
    const block = this.#blocks;
    return (start, end) => {
      for (let at = start, index = this.#index; at < end; at += WIDTH, index += 1) {
        const content = contentAt(index);
        block[at + COUNTRY] = countryAt(index);
        block[at + SEGMENTS] = content.segments;
        block[at + FORM] = formOf(content);
        block[at + FAULT] = Math.min(faultAt(index), content.fault);
      }
    };
  }

  /** A stream with one destination and contents known beforehand: what never changes is said once. */
  #fromTable(
    { country, rows, cumulative }: ContentTable,
    randomFor: (purpose: string) => RandomStream,
  ): (start: number, end: number) => void {
    const block = this.#blocks;
    const say = (at: number, { segments, form, fault }: ContentRow): void => {
      block[at + SEGMENTS] = segments;
      block[at + FORM] = form;
      block[at + FAULT] = fault;
    };
    const start = this.#start;
    for (let at = start; at < start + BLOCK * WIDTH; at += WIDTH) {
      block[at + COUNTRY] = country;
      say(at, rows[0]!);
    }
    if (rows.length === 1) return () => {};
    const random = randomFor('body');
    return (from, end) => {
      random.fill(block, from + SEGMENTS, end, WIDTH);
      for (let at = from; at < end; at += WIDTH) say(at, rows[placeOf(cumulative, block[at + SEGMENTS]!)]!);
    };
  }
}

/** What the requests of a stream with one destination can be. */
interface ContentTable {
  readonly country: number;
  readonly cumulative: readonly number[];
  readonly rows: readonly ContentRow[];
}

interface ContentRow {
  readonly segments: number;
  readonly form: number;
  readonly fault: number;
}

function contentTable(stream: PlanStream): ContentTable | undefined {
  const destination = fixedDestination(stream);
  const fixed = fixedContents(stream);
  if (destination === undefined || fixed === undefined) return undefined;
  const { cumulative, contents } = fixed;
  const rows = contents.map((content) => ({
    segments: content.segments,
    form: formOf(content),
    fault: Math.min(destination.fault, content.fault),
  }));
  return { country: destination.country, cumulative, rows };
}

function sayNoMore(submission: Submission): void {
  submission.recipientKey = -1;
  submission.areaCode = -1;
  submission.spreadLuck = 0;
  submission.media = false;
  submission.cancels = false;
}

/** Whether any country has several carriers, so that messages draw theirs. */
export function hasCarrierChoice(plan: Plan): boolean {
  return plan.carriersByCountry.some(({ carriers }) => carriers.length > 1);
}

const WIDE = 1;
const LINKED_WIDE = 2;
const LINKED_SHIFT = 2;

/** Encodings, and the segments with links in place of media, in one number. */
function formOf({ encoding, linked }: Content): number {
  const form = encoding === 'UCS-2' ? WIDE : 0;
  if (linked === undefined) return form;
  return form + (linked.encoding === 'UCS-2' ? LINKED_WIDE : 0) + (linked.segments << LINKED_SHIFT);
}
