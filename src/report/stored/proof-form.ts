import type { ClosedFigure, ClosedForm, LittleProof, Proof } from '../../measure/proof.ts';
import { type Form, finite, listOf, oneOf, optional, record, text, whole } from './form.ts';

const closedFigure = record<ClosedFigure>({
  statistic: oneOf(['mean', 'p50', 'p95', 'p99', 'max']),
  predictedUs: whole,
  simulatedUs: whole,
  toleranceUs: whole,
});

const closedForm = record<ClosedForm>({
  form: oneOf(['blast', 'M/D/1', 'M/G/1']),
  senders: whole,
  sender: optional(text),
  messages: whole,
  figures: listOf(closedFigure),
});

/** What a run has proved of itself. Sums of waits may be beyond the exact range. */
export const proof: Form<Proof> = record<Proof>({
  breaks: listOf(text),
  conservation: record<Proof['conservation']>({ requests: whole, segments: whole }),
  lindley: record<Proof['lindley']>({ messages: whole, lanes: whole }),
  window: record<Proof['window']>({ segments: whole, buckets: whole }),
  little: optional(record<LittleProof>({ messages: whole, integralUs: finite, waitsUs: finite })),
  closedForms: listOf(closedForm),
});
