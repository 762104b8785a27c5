import { secondsOf } from '../kernel/time.ts';
import { STATUSES } from '../messaging/status.ts';
import { ENCODINGS, type MessageView, REFUSED } from '../pipeline/facts.ts';
import type { Plan } from '../scenario/plan.ts';
import { chunksOf } from './chunks.ts';
import { type Cell, csvOf } from './csv.ts';
import { LINES_A_CHUNK, type Recorder } from './recorder.ts';

const HEADER: readonly string[] = [
  'message',
  'traffic',
  'index',
  'attempt',
  'sender',
  'to_country',
  'encoding',
  'segments',
  'status',
  'error_code',
  'submitted_s',
  'first_segment_s',
  'sent_s',
  'final_s',
];

/** Statuses of a message whose last segment has left. */
const SENT: ReadonlySet<number> = new Set(
  (['sent', 'delivered', 'undelivered'] as const).map((status) => STATUSES.indexOf(status)),
);

/**
 * Writes `messages.csv`: one row a request, in the order in which they end, the open ones last. Cells are empty where
 * a thing has not happened, where there is no error, and where From or To is nobody's.
 */
export function messageRows(plan: Plan, view: MessageView, write: (text: string) => void): Recorder {
  const rows = chunksOf<readonly Cell[]>(LINES_A_CHUNK, (some) => write(csvOf(some)));
  rows.add(HEADER);
  const record = (row: number): void => rows.add(cellsOf(plan, view, row));
  return {
    inTimeOrder: true,
    submitted() {},
    refused: record,
    scheduled() {},
    queued() {},
    withdrawn() {},
    failed: record,
    canceled: record,
    segmentLeft() {},
    sent() {},
    concluded: record,
    leftOpen: record,
    end: rows.flush,
  };
}

function cellsOf(plan: Plan, view: MessageView, row: number): readonly Cell[] {
  const status = view.status[row]!;
  return [
    view.serial[row]!,
    plan.streams[view.stream[row]!]!.id,
    view.index[row]!,
    view.attempt[row]!,
    plan.senders[view.sender[row]!]?.id,
    plan.countries[view.country[row]!],
    ENCODINGS[view.encoding[row]!],
    view.segments[row]!,
    status === REFUSED ? 'refused' : STATUSES[status],
    view.errorCode[row]! || undefined,
    seconds(view.submittedAtUs[row]!),
    seconds(view.firstSegmentAtUs[row]!),
    SENT.has(status) ? seconds(view.lastSegmentAtUs[row]!) : undefined,
    seconds(view.finalAtUs[row]!),
  ];
}

function seconds(us: number): Cell {
  return Number.isNaN(us) ? undefined : secondsOf(us);
}
