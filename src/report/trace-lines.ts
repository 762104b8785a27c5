import { STATUSES } from '../messaging/status.ts';
import { ENCODINGS, type MessageView } from '../pipeline/facts.ts';
import { NO_COUNTRY, type Plan } from '../scenario/plan.ts';
import { chunksOf } from './chunks.ts';
import { LINES_A_CHUNK, type Recorder } from './recorder.ts';

/** Kinds of events in a trace. `no-receipt`: the message was sent and no receipt comes; `open`: the run ended first. */
export type TraceKind =
  | 'submitted'
  | 'refused'
  | 'scheduled'
  | 'queued'
  | 'failed'
  | 'canceled'
  | 'segment'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'no-receipt'
  | 'open';

/**
 * Writes `trace.ndjson`: one object an event in time order, each with `t` (whole microseconds), `kind` and `message`;
 * `submitted` also has traffic, index, sender (null: From is not ours), to (country; null: no or no possible number),
 * segments and encoding; `refused`, `failed` and `undelivered` have the error's code.
 */
export function traceLines(plan: Plan, view: MessageView, write: (text: string) => void): Recorder {
  const lines = chunksOf<string>(LINES_A_CHUNK, (some) => write(some.join('')));
  const submission = submissionWriter(plan, view);
  let lastUs = 0;
  const tell = (atUs: number, kind: TraceKind, row: number, more = ''): void => {
    lastUs = atUs;
    lines.add(`{"t":${atUs},"kind":"${kind}","message":${view.serial[row]!}${more}}\n`);
  };
  const code = (row: number): string => `,"code":${view.errorCode[row]!}`;
  return {
    inTimeOrder: true,
    submitted: (row) => tell(view.submittedAtUs[row]!, 'submitted', row, submission(row)),
    refused: (row) => tell(view.finalAtUs[row]!, 'refused', row, code(row)),
    scheduled: (row) => tell(view.submittedAtUs[row]!, 'scheduled', row),
    queued: (row) => tell(view.queuedAtUs[row]!, 'queued', row),
    withdrawn() {},
    canceled: (row) => tell(view.finalAtUs[row]!, 'canceled', row),
    failed: (row) => tell(view.finalAtUs[row]!, 'failed', row, code(row)),
    segmentLeft: (row) => tell(view.lastSegmentAtUs[row]!, 'segment', row),
    sent: (row) => tell(view.lastSegmentAtUs[row]!, 'sent', row),
    concluded: (row) => {
      const kind = conclusionOf(view, row);
      tell(view.finalAtUs[row]!, kind, row, kind === 'undelivered' ? code(row) : '');
    },
    leftOpen: (row) => tell(Number.isFinite(plan.horizonUs) ? plan.horizonUs : lastUs, 'open', row),
    end: lines.flush,
  };
}

function conclusionOf(view: MessageView, row: number): TraceKind {
  const status = STATUSES[view.status[row]!];
  return status === 'delivered' || status === 'undelivered' ? status : 'no-receipt';
}

/** Names are quoted once for the run, not once for each message. */
function submissionWriter(plan: Plan, view: MessageView): (row: number) => string {
  const streams = plan.streams.map(({ id }) => JSON.stringify(id));
  const senders = plan.senders.map(({ id }) => JSON.stringify(id));
  const countries = plan.countries.map((country) => JSON.stringify(country));
  return (row) => {
    const country = view.country[row]!;
    const to = country === NO_COUNTRY ? 'null' : countries[country]!;
    return (
      `,"traffic":${streams[view.stream[row]!]!},"index":${view.index[row]!}` +
      `,"sender":${senders[view.sender[row]!] ?? 'null'},"to":${to}` +
      `,"segments":${view.segments[row]!},"encoding":"${ENCODINGS[view.encoding[row]!]!}"`
    );
  };
}
