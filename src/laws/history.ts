import type { Facts, MessageView } from '../pipeline/facts.ts';

/** What can be told of a message: the verbs of the port of facts. */
export type FactKind = Exclude<keyof Facts, 'inTimeOrder' | 'lanes'>;

/** One fact, with all that was known of the message when it was told. Times in microseconds; NaN: not yet. */
export interface Fact {
  readonly kind: FactKind;
  /** When it happened; for `leftOpen` NaN, as nothing happened. */
  readonly atUs: number;
  /** Number of the submission in the run. */
  readonly serial: number;
  readonly stream: number;
  /** Number of the submission within its stream. */
  readonly index: number;
  /** -1 when From is not ours. */
  readonly sender: number;
  /** Index of the destination country. */
  readonly country: number;
  readonly carrier: number;
  /** 1 for a first attempt. */
  readonly attempt: number;
  /** 1 for an MMS. */
  readonly media: number;
  readonly segments: number;
  /** Place in STATUSES, or REFUSED. */
  readonly status: number;
  /** 0 where there is none. */
  readonly errorCode: number;
  /** When the client first wanted to send it. */
  readonly offeredAtUs: number;
  readonly submittedAtUs: number;
  readonly queuedAtUs: number;
  readonly firstSegmentAtUs: number;
  readonly lastSegmentAtUs: number;
  readonly finalAtUs: number;
}

/** All facts of a run in the order in which they were told, which is that of time. */
export type History = readonly Fact[];

/** Keeps every fact of a run as plain data, in time order, for the laws to check. Memory grows with the run. */
export class HistoryRecorder implements Facts {
  readonly inTimeOrder: boolean = true;
  readonly history: Fact[] = [];
  readonly #view: MessageView;

  constructor(view: MessageView) {
    this.#view = view;
  }

  submitted(row: number): void {
    this.#keep('submitted', row, this.#view.submittedAtUs[row]!);
  }
  refused(row: number): void {
    this.#keep('refused', row, this.#view.finalAtUs[row]!);
  }
  scheduled(row: number): void {
    this.#keep('scheduled', row, this.#view.submittedAtUs[row]!);
  }
  queued(row: number): void {
    this.#keep('queued', row, this.#view.queuedAtUs[row]!);
  }
  withdrawn(row: number): void {
    this.#keep('withdrawn', row, this.#view.finalAtUs[row]!);
  }
  canceled(row: number): void {
    this.#keep('canceled', row, this.#view.finalAtUs[row]!);
  }
  failed(row: number): void {
    this.#keep('failed', row, this.#view.finalAtUs[row]!);
  }
  segmentLeft(row: number): void {
    this.#keep('segmentLeft', row, this.#view.lastSegmentAtUs[row]!);
  }
  sent(row: number): void {
    this.#keep('sent', row, this.#view.lastSegmentAtUs[row]!);
  }
  concluded(row: number): void {
    this.#keep('concluded', row, this.#view.finalAtUs[row]!);
  }
  leftOpen(row: number): void {
    this.#keep('leftOpen', row, Number.NaN);
  }

  #keep(kind: FactKind, row: number, atUs: number): void {
    const view = this.#view;
    this.history.push({
      kind,
      atUs,
      serial: view.serial[row]!,
      stream: view.stream[row]!,
      index: view.index[row]!,
      sender: view.sender[row]!,
      country: view.country[row]!,
      carrier: view.carrier[row]!,
      attempt: view.attempt[row]!,
      media: view.media[row]!,
      segments: view.segments[row]!,
      status: view.status[row]!,
      errorCode: view.errorCode[row]!,
      offeredAtUs: view.offeredAtUs[row]!,
      submittedAtUs: view.submittedAtUs[row]!,
      queuedAtUs: view.queuedAtUs[row]!,
      firstSegmentAtUs: view.firstSegmentAtUs[row]!,
      lastSegmentAtUs: view.lastSegmentAtUs[row]!,
      finalAtUs: view.finalAtUs[row]!,
    });
  }
}

/** The facts of each message, by its serial number, in the order in which they were told. */
export function byMessage(history: History): ReadonlyMap<number, readonly Fact[]> {
  const messages = new Map<number, Fact[]>();
  for (const fact of history) {
    const facts = messages.get(fact.serial);
    if (facts === undefined) messages.set(fact.serial, [fact]);
    else facts.push(fact);
  }
  return messages;
}

/** The segments that left one sender, in the order in which they left. */
export function departuresOf(history: History, sender: number): readonly Fact[] {
  return history.filter((fact) => fact.kind === 'segmentLeft' && fact.sender === sender);
}
