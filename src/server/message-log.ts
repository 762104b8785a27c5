import { STATUSES } from '../messaging/status.ts';
import { type Facts, type MessageView, REFUSED } from '../pipeline/facts.ts';
import type { Changes } from './inspector/changes.ts';
import type { Asked, KeptMessage, LiveMessage } from './live-message.ts';
import type { MessageStore } from './message-store.ts';

/** Keeps the messages of a session up to date by the facts of the model. */
export class MessageLog implements Facts {
  readonly inTimeOrder: boolean = true;
  /** Messages that are not at their end. */
  open = 0;
  readonly #view: MessageView;
  readonly #store: MessageStore;
  readonly #changes: Changes;
  /** By status: how many requests have come to it, deleted ones too. */
  readonly counts: Map<LiveMessage['status'], number> = new Map();
  #coming: Asked | undefined;

  /** By sender: segments that wait at it. */
  readonly backlogSegments: number[];

  /** @param changes hears which messages change. */
  constructor(view: MessageView, store: MessageStore, senders: number, changes: Changes) {
    this.#view = view;
    this.#store = store;
    this.#changes = changes;
    this.backlogSegments = Array.from({ length: senders }, () => 0);
  }

  /** The row of a message in the ledger; undefined once it is at its end. */
  rowOf({ index }: Pick<LiveMessage, 'index'>): number | undefined {
    return this.#store.find(index)?.row;
  }

  /** What the next submission says. */
  announce(asked: Asked): void {
    this.#coming = asked;
  }

  submitted(row: number): void {
    const { serial, status, submittedAtUs, segments, sender, media } = this.#view;
    const index = serial[row]!;
    const firstStatus = STATUSES[status[row]!]!;
    // Announced just before.
    const asked = this.#coming!;
    // Field by field: a spread takes several times as long.
    this.#store.add({
      index,
      row,
      to: asked.to,
      from: asked.from,
      text: asked.text,
      media: asked.media,
      stream: asked.stream,
      country: asked.country,
      fault: asked.fault,
      callbackUrl: asked.callbackUrl,
      firstStatus,
      status: firstStatus,
      errorCode: 0,
      segments: segments[row]!,
      isMms: media[row] === 1,
      sender: sender[row]!,
      submittedAtUs: submittedAtUs[row]!,
      updatedAtUs: submittedAtUs[row]!,
      sentAtUs: Number.NaN,
    });
    this.#count(firstStatus, 1);
    this.open += 1;
    this.#changes.mark(index, submittedAtUs[row]!);
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

  #change(row: number, atUs: number): KeptMessage {
    const { serial, status, errorCode } = this.#view;
    const message = this.#store.atHand(serial[row]!);
    this.#count(message.status, -1);
    message.status = status[row] === REFUSED ? 'refused' : STATUSES[status[row]!]!;
    this.#count(message.status, 1);
    message.errorCode = errorCode[row]!;
    message.updatedAtUs = atUs;
    this.#changes.mark(message.index, atUs);
    return message;
  }

  #end(row: number): void {
    const message = this.#change(row, this.#view.finalAtUs[row]!);
    message.row = undefined;
    this.open -= 1;
    this.#store.end(message.index);
  }

  #count(status: LiveMessage['status'], change: number): void {
    this.counts.set(status, (this.counts.get(status) ?? 0) + change);
  }
}
