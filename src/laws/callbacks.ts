import { STATUSES, type Status } from '../messaging/status.ts';
import { byMessage, type Fact, type History } from './history.ts';

/** A callback that fell due: which message, which status (its place in STATUSES) and when. */
export interface DueCallback {
  readonly serial: number;
  readonly status: number;
  readonly dueAtUs: number;
}

/** Which changes of status are called back. */
export interface CallbackTerms {
  readonly statuses: readonly Status[];
  /** Whether `queued` is, for a message that was never anything before. */
  readonly initialQueued: boolean;
  /** By stream: whether it sends through a messaging service, so that its messages are accepted before all else. */
  readonly throughService: readonly boolean[];
}

/**
 * A callback falls due for each change to a status that is called back, at its instant, and for nothing else; and
 * they fall due in time order.
 */
export function callbackBreaches(
  history: History,
  due: readonly DueCallback[],
  terms: CallbackTerms,
): readonly string[] {
  const expected = [...byMessage(history).values()].flatMap((facts) => changesOf(facts, terms)).map(wordsOf);
  const told = due.map(wordsOf);
  const late = due.filter(({ dueAtUs }, place) => place > 0 && dueAtUs < due[place - 1]!.dueAtUs);
  return [
    ...without(expected, told).map((words) => `${words} was not called back`),
    ...without(told, expected).map((words) => `${words} was called back for nothing`),
    ...late.map((callback) => `${wordsOf(callback)} was called back after a later change`),
  ];
}

/** Told in the answer to the request, and never called back. */
const ANSWERED: readonly Status[] = ['accepted', 'scheduled'];

/** The changes of one message that are called back, read off the status that each fact found it in. */
function changesOf(facts: readonly Fact[], terms: CallbackTerms): readonly DueCallback[] {
  let before: Status | undefined = terms.throughService[facts[0]!.stream] ? 'accepted' : undefined;
  return facts.flatMap(({ kind, status: place, serial, atUs }) => {
    const status = STATUSES[place];
    // A request is answered before its message is anything; an end that the run does not see is no change.
    if (kind === 'submitted' || kind === 'leftOpen' || status === undefined || status === before) return [];
    const isFirst = before === undefined;
    before = status;
    if (ANSWERED.includes(status) || (isFirst && status === 'queued' && !terms.initialQueued)) return [];
    return terms.statuses.includes(status) ? [{ serial, status: place, dueAtUs: atUs }] : [];
  });
}

function wordsOf({ serial, status, dueAtUs }: DueCallback): string {
  return `${STATUSES[status]} of message ${serial} at ${dueAtUs} us`;
}

/** What is in the first list more often than in the second, each time that it is. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return all.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
}
