import { STATUSES, type Status } from '../messaging/status.ts';
import { type Facts, type MessageView, REFUSED } from '../pipeline/facts.ts';
import type { Judged } from './judge.ts';

/** A message that came by request, or a request that was refused, as it stands at present. Times in whole microseconds. */
export interface LiveMessage {
  /** Number of the request in the session, from 0; refused ones count. */
  readonly index: number;
  readonly judged: Judged;
  /** With which the request was answered; meaningless of a refused one. */
  readonly firstStatus: Status;
  readonly status: Status | 'refused';
  /** 0: none. */
  readonly errorCode: number;
  readonly segments: number;
  /** Whether it goes with media. */
  readonly media: boolean;
  /** Index of its sender in the plan; -1: none of ours, or none yet. */
  readonly sender: number;
  readonly submittedAtUs: number;
  /** Of its last change. */
  readonly updatedAtUs: number;
  /** When its last segment left; NaN before. */
  readonly sentAtUs: number;
}

type Writable = { -readonly [Key in keyof LiveMessage]: LiveMessage[Key] };

/** All messages of a session by their number, kept up to date by the facts of the model. */
export class MessageLog implements Facts {
  readonly inTimeOrder: boolean = true;
  /** Messages that are not at their end. */
  open = 0;
  readonly #view: MessageView;
  readonly #messages: Writable[] = [];
  /** By message that is not at its end: its row in the ledger. */
  readonly #rows: Map<number, number> = new Map();
  #coming: Judged | undefined;

  /** By sender: segments that wait at it. */
  readonly backlogSegments: number[];

  constructor(view: MessageView, senders: number) {
    this.#view = view;
    this.backlogSegments = Array.from({ length: senders }, () => 0);
  }

  /** By number of the request. */
  get messages(): readonly LiveMessage[] {
    return this.#messages;
  }

  /** The row of a message in the ledger; undefined once it is at its end. */
  rowOf({ index }: LiveMessage): number | undefined {
    return this.#rows.get(index);
  }

  /** What the next submission says. */
  announce(judged: Judged): void {
    this.#coming = judged;
  }

  submitted(row: number): void {
    const { serial, status, submittedAtUs, segments, sender, media } = this.#view;
    const index = serial[row]!;
    const firstStatus = STATUSES[status[row]!]!;
    this.#messages[index] = {
      index,
      // Announced just before.
      judged: this.#coming!,
      firstStatus,
      status: firstStatus,
      errorCode: 0,
      segments: segments[row]!,
      media: media[row] === 1,
      sender: sender[row]!,
      submittedAtUs: submittedAtUs[row]!,
      updatedAtUs: submittedAtUs[row]!,
      sentAtUs: Number.NaN,
    };
    this.#rows.set(index, row);
    this.open += 1;
  }

  scheduled(): void {}
  leftOpen(): void {}

  withdrawn(row: number): void {
    this.backlogSegments[this.#view.sender[row]!]! -= this.#view.segments[row]!;
  }

  queued(row: number, backlogSegments: number): void {
    this.backlogSegments[this.#view.sender[row]!] = backlogSegments;
    this.#change(row, this.#view.queuedAtUs[row]!);
  }

  segmentLeft(row: number): void {
    this.backlogSegments[this.#view.sender[row]!]! -= 1;
    this.#change(row, this.#view.lastSegmentAtUs[row]!);
  }

  sent(row: number): void {
    const atUs = this.#view.lastSegmentAtUs[row]!;
    this.#change(row, atUs).sentAtUs = atUs;
  }

  refused(row: number): void {
    this.#end(row);
  }

  failed(row: number): void {
    this.#end(row);
  }

  canceled(row: number): void {
    this.#end(row);
  }

  concluded(row: number): void {
    this.#end(row);
  }

  #change(row: number, atUs: number): Writable {
    const { serial, status, errorCode } = this.#view;
    const message = this.#messages[serial[row]!]!;
    message.status = status[row] === REFUSED ? 'refused' : STATUSES[status[row]!]!;
    message.errorCode = errorCode[row]!;
    message.updatedAtUs = atUs;
    return message;
  }

  #end(row: number): void {
    const { index } = this.#change(row, this.#view.finalAtUs[row]!);
    this.#rows.delete(index);
    this.open -= 1;
  }
}
