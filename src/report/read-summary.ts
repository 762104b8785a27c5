import type { LockBlock } from '../experiment/lock.ts';
import { COUNTS, LATENCIES } from '../measure/result.ts';
import { each, type Form, finite, Misfit, objectAt, optional, record, text, whole } from './stored/form.ts';

/** The key figures of a summary; or why the text is none, as the end of a sentence that begins with its name. */
export type SummaryReading =
  | { readonly ok: true; readonly block: LockBlock }
  | { readonly ok: false; readonly problem: string };

const QUANTILES = ['mean', 'p50', 'p95', 'p99', 'max'] as const;
const metric = record<{ readonly n: number } & Readonly<Partial<Record<(typeof QUANTILES)[number], number>>>>(
  {
    n: whole,
    mean: optional(finite),
    p50: optional(finite),
    p95: optional(finite),
    p99: optional(finite),
    max: optional(finite),
  },
);

/** Reads the figures that a lock keeps from the text of a `summary.json`, in their order. */
export function readSummary(json: string): SummaryReading {
  try {
    return { ok: true, block: blockOf(objectAt(JSON.parse(json), '')) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, problem: 'is no JSON, or a part of it is missing' };
    if (error instanceof Misfit) return { ok: false, problem: `does not fit: ${error.message}` };
    throw error;
  }
}

function blockOf(summary: Readonly<Record<string, unknown>>): LockBlock {
  if (summary.schema !== 'mpsim-summary/1') throw new Misfit('schema', '"mpsim-summary/1"');
  const leaf = <T>(key: string, form: Form<T>): T => form.read(summary[key], key);
  const block = new Map<string, string | number>([
    ['fingerprint', leaf('fingerprint', text)],
    ['seed', leaf('seed', text)],
    ['simulated_s', leaf('simulated_s', finite)],
  ]);
  const add = (group: string, figures: Readonly<Record<string, number | undefined>>): void => {
    for (const [name, value] of Object.entries(figures))
      if (value !== undefined) block.set(`${group}.${name}`, value);
  };
  add('messages', leaf('messages', each(COUNTS, whole)));
  add('segments', leaf('segments', each(['submitted', 'sent'], whole)));
  const errors = objectAt(summary.errors, 'errors');
  add('errors', each(Object.keys(errors), whole).read(errors, 'errors'));
  const metrics = objectAt(summary.metrics, 'metrics');
  for (const latency of LATENCIES) add(latency, metric.read(metrics[latency], `metrics.${latency}`));
  return block;
}
