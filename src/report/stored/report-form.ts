import type { CostFigures, CostLine, Unpriced } from '../../experiment/cost.ts';
import type { Advice, Judgement, RunReport } from '../../experiment/report-input.ts';
import type { BehindTime, MessageTimes } from '../../experiment/time-split/message-times.ts';
import type { StreamTimes } from '../../experiment/time-split/stream-times.ts';
import { LATENCIES } from '../../measure/result.ts';
import { TIME_PARTS } from '../../measure/time-split/split-columns.ts';
import type { SenderClass } from '../../messaging/senders.ts';
import { COST_ITEMS } from '../../rulebooks/prices.ts';
import type { Source } from '../../rulebooks/sources.ts';
import { each, type Form, finite, listOf, oneOf, optional, record, text, whole } from './form.ts';
import { result } from './result-forms.ts';

const judgement = record<Judgement>({
  line: whole,
  text,
  verdict: oneOf(['pass', 'fail', 'inconclusive', 'no data']),
  severity: oneOf(['fail', 'warn']),
  value: optional(finite),
  unit: oneOf(['us', 'count', 'segments', 'share', 'instant', 'rate', 'money']),
  currency: optional(text),
  latency: optional(
    record<NonNullable<Judgement['latency']>>({ metric: oneOf(LATENCIES), traffic: optional(whole) }),
  ),
  atMost: optional(finite),
  atLeast: optional(finite),
  n: whole,
  low: optional(finite),
  high: optional(finite),
});

const advice = record<Advice>({
  traffic: text,
  entry: text,
  have: whole,
  need: whole,
  goal: text,
  line: optional(whole),
});

const UNPRICED = {
  item: oneOf(COST_ITEMS),
  unit: oneOf(['segment', 'message', 'number-month']),
  to: optional(text),
  class: optional(oneOf<SenderClass>(['long-code', 'toll-free', 'short-code', 'alphanumeric'])),
  carrier: optional(text),
  country: optional(text),
  quantity: finite,
} as const;

const cost = record<CostFigures>({
  currency: text,
  cardDate: text,
  totalMillionths: finite,
  lines: listOf(
    record<CostLine>({
      ...UNPRICED,
      price: text,
      amountMillionths: finite,
      source: record<Source>({ title: text, url: text, date: text }),
      note: optional(text),
    }),
  ),
  unpriced: listOf(record<Unpriced>(UNPRICED)),
});

const messageTimes = record<MessageTimes>({
  n: whole,
  parts: each(TIME_PARTS, finite),
  totalUs: finite,
  behind: listOf(record<BehindTime>({ traffic: text, lane: text, entry: text, us: finite })),
});

const streamTimes = record<StreamTimes>({
  id: text,
  all: optional(messageTimes),
  slowest: optional(messageTimes),
});

/** All that the reports of a run show. */
export const runReport: Form<RunReport> = record<RunReport>({
  expectations: listOf(judgement),
  advice: listOf(advice),
  cost,
  times: optional(listOf(streamTimes)),
  scenarioText: optional(text),
  result,
});
