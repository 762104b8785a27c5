import fc from 'fast-check';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { PlanRecipients, PlanService, PlanStream } from '../../src/scenario/plan.ts';
import { EXPIRED, OVERFLOW, recipientRows, segmentsInTurn, streamOf, TO_INVALID, traceOf } from '../plans.ts';

interface Features {
  readonly longMessages: boolean;
  readonly invalid: boolean;
  readonly priorities: boolean;
  readonly sendAt: boolean;
  readonly cancel: boolean;
  readonly validity: boolean;
  readonly retries: boolean;
  readonly media: boolean;
  /** Whether instants may lie off the quarters of a second. */
  readonly fine: boolean;
}

const quarters = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from, max: to }).map((quarter) => (quarter * US_PER_SECOND) / 4);

const rowPart = fc.record({
  atUs: fc.oneof(
    { weight: 3, arbitrary: quarters(0, 8).map((us) => us - (us % US_PER_SECOND)) },
    { weight: 2, arbitrary: quarters(0, 24) },
  ),
  offUs: fc.constantFrom(0, 0, 0, 1, 333_333),
  segments: fc.integer({ min: 1, max: 3 }),
  country: fc.constantFrom(0, 0, 0, 1, 2, TO_INVALID),
  key: fc.nat({ max: 3 }),
  areaCode: fc.constantFrom(-1, 415, 212),
});

export const streamPart = fc.record({
  rows: fc.array(rowPart, { minLength: 1, maxLength: 25 }),
  crowd: fc.oneof(
    { weight: 30, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 65, max: 80 }) },
  ),
  senders: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }),
  served: fc.boolean(),
  namesSender: fc.boolean(),
  media: fc.boolean(),
  priority: fc.constantFrom(0, 1),
  validityUs: fc.oneof(fc.constant(Infinity), quarters(0, 12)),
  sendAt: fc.oneof(
    fc.constant(undefined),
    quarters(0, 16).map((atUs) => ({ atUs })),
    quarters(0, 12).map((afterUs) => ({ afterUs })),
  ),
  cancel: fc.option(fc.record({ share: fc.constantFrom(0.3, 1), afterUs: quarters(0, 8) }), {
    nil: undefined,
  }),
  retry: fc.option(
    fc.record({
      codes: fc.subarray([OVERFLOW, EXPIRED, 30003, 30023, 20429, 63038, 21611, 21211, 21703]),
      attempts: fc.integer({ min: 1, max: 4 }),
      backoffUs: quarters(0, 4),
      factor: fc.constantFrom(1, 2),
      maxBackoffUs: quarters(0, 6),
      jitter: fc.constantFrom('none' as const, 'none' as const, 'full' as const),
    }),
    { nil: undefined },
  ),
});

type Part = typeof streamPart extends fc.Arbitrary<infer T> ? T : never;

/** A stream of random rows through senders of its own, or through the service. */
export function assembleStream(
  part: Part,
  place: number,
  senderCount: number,
  services: readonly PlanService[],
  on: Features,
): PlanStream {
  const service = part.served && services.length > 0 ? 0 : -1;
  const rows = rowsOf(part, on);
  const media = on.media && part.media;
  const { retry } = part;
  return streamOf(`t${place}`, [traceOf(rows.map(({ atUs }) => atUs))], {
    senders:
      service === 0 ? services[0]!.pool : [...new Set(part.senders.map((sender) => sender % senderCount))],
    service,
    namesSender: service === 0 && part.namesSender,
    recipients: recipientsOf(rows),
    bodies: segmentsInTurn(rows.map(({ segments }) => (on.longMessages && !media ? segments : 1))),
    media: media ? { count: 1, failure: 0 } : undefined,
    priority: on.priorities ? part.priority : 0,
    validityUs: on.validity ? part.validityUs : Infinity,
    sendAt: on.sendAt ? part.sendAt : undefined,
    cancel: on.cancel ? part.cancel : undefined,
    // A pause by luck ends off the quarters of a second.
    retry: on.retries && (on.fine || retry?.jitter === 'none') ? retry : undefined,
  });
}

type Row = Omit<Part['rows'][number], 'country'> & { readonly country: number };

/** In time order; now and then one row stands for a crowd. */
function rowsOf({ rows, crowd }: Part, on: Features): readonly Row[] {
  const all = rows.map((row) => ({
    ...row,
    atUs: row.atUs + (on.fine ? row.offUs : 0),
    country: on.invalid ? row.country : Math.max(row.country, 0),
  }));
  const first = all[0]!;
  const more = crowd === undefined ? [] : Array.from({ length: crowd }, () => first);
  return [...all, ...more].sort((a, b) => a.atUs - b.atUs);
}

function recipientsOf(rows: readonly Row[]): PlanRecipients {
  const recipients = recipientRows(rows.map(({ country }) => country));
  if (recipients.kind !== 'rows') return recipients;
  return {
    ...recipients,
    keys: Int32Array.from(rows, ({ key }) => key),
    areaCodes: Int16Array.from(rows, ({ areaCode }) => areaCode),
  };
}
