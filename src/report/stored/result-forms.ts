import type { Billed } from '../../measure/bills.ts';
import type {
  CallbackCounts,
  CallbackFigures,
  CallbackGroup,
  CallbackPeak,
} from '../../measure/callbacks.ts';
import type { OfferedLoad } from '../../measure/offers.ts';
import {
  COUNTS,
  type CohortResult,
  type ErrorCount,
  type Figures,
  type HourResult,
  LATENCIES,
  type Result,
  type SenderLevels,
} from '../../measure/result.ts';
import { STATUSES, type Status } from '../../messaging/status.ts';
import { distribution } from './distribution-form.ts';
import { each, type Form, listOf, oneOf, optional, record, text, whole, wholeFrom } from './form.ts';
import { proof } from './proof-form.ts';
import { setting } from './setting-form.ts';
import { throughput } from './throughput-form.ts';

const latencies: Form<Figures['latencies']> = each(LATENCIES, distribution);

const errorCount = record<ErrorCount>({
  status: oneOf(['refused', 'failed', 'undelivered']),
  code: whole,
  count: whole,
});

const figures = record<Figures>({
  counts: each(COUNTS, whole),
  segments: record<Figures['segments']>({ submitted: whole, sent: whole }),
  lastConcludedAtUs: optional(whole),
  errors: listOf(errorCount),
  latencies,
});

const cohort = record<CohortResult>({
  traffic: whole,
  sender: wholeFrom(-1),
  carrier: whole,
  billed: listOf(record<Billed>({ country: wholeFrom(-1), segments: whole, media: whole })),
  figures,
});

const senderLevels = record<SenderLevels>({
  peakBacklogSegments: whole,
  peakBacklogAtUs: optional(whole),
  segmentsLeft: whole,
  drainedAtUs: optional(whole),
});

const CALLBACK_GROUP = {
  counts: record<CallbackCounts>({
    due: whole,
    attempted: whole,
    delivered: whole,
    lost: whole,
    retried: whole,
    notConnected: whole,
    tooLate: whole,
    answeredWithError: whole,
  }),
  delay: distribution,
  peak: optional(record<CallbackPeak>({ attempts: whole, startUs: whole })),
};

const callbacks = record<CallbackFigures>({
  ...CALLBACK_GROUP,
  byStatus: listOf(
    record<CallbackGroup & { readonly status: Status }>({ status: oneOf(STATUSES), ...CALLBACK_GROUP }),
  ),
});

const offeredLoad = record<OfferedLoad>({
  offered: whole,
  heldBack: whole,
  attempts: whole,
  accepted: whole,
  postponed: whole,
  longestPostponedUs: whole,
  endToEnd: distribution,
});

/** All that was measured, and what it was about. */
export const result: Form<Result> = record<Result>({
  fingerprint: text,
  simulatedUs: whole,
  drainedAtUs: optional(whole),
  lastConcludedAtUs: optional(whole),
  setting,
  proof: optional(proof),
  senders: listOf(senderLevels),
  peakBacklogSegments: whole,
  peakBacklogAtUs: optional(whole),
  callbacks: optional(callbacks),
  offeredLoads: listOf(optional(offeredLoad)),
  cohorts: listOf(cohort),
  hours: listOf(record<HourResult>({ startUs: whole, latencies })),
  throughput,
});
