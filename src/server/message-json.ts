import { priceOf } from '../experiment/cost.ts';
import { amountMillionths } from '../kernel/money.ts';
import { describeError } from '../rulebooks/errors.ts';
import type { LiveMessage } from './live-message.ts';
import type { Session } from './session.ts';

/** Version of the API. */
export const API_VERSION = '2010-04-01';

/** A message as the API shows it: these fields and no others. Source: OpenAPI description (2026-04). */
export interface MessageJson {
  readonly body: string;
  readonly num_segments: string;
  readonly direction: 'outbound-api';
  readonly from: string | null;
  readonly date_updated: string;
  readonly price: string | null;
  readonly error_message: string | null;
  readonly uri: string;
  readonly account_sid: string;
  readonly num_media: string;
  readonly to: string;
  readonly date_created: string;
  readonly status: string;
  readonly sid: string;
  readonly date_sent: string | null;
  readonly messaging_service_sid: string | null;
  readonly error_code: number | null;
  readonly price_unit: string;
  readonly api_version: string;
  readonly subresource_uris: Readonly<Record<string, string>>;
}

/** A message as it stands at present. */
export function messageJson(session: Session, message: LiveMessage): MessageJson {
  const { status, errorCode, segments, judged, submittedAtUs, updatedAtUs, sentAtUs } = message;
  const { accountSid } = session.credentials;
  const sid = session.sidOf(message);
  const place = `/${API_VERSION}/Accounts/${accountSid}/Messages/${sid}`;
  const { plan } = session.livePlan;
  const service = plan.streams[judged.stream]!.service;
  const date = (us: number): string => rfc2822(session.wallMsOf(us));
  const created = date(submittedAtUs);
  return {
    body: judged.text,
    num_segments: String(segments),
    direction: 'outbound-api',
    // A service chooses the sender of a scheduled message only when its time has come, as far as anyone can see.
    from:
      status === 'scheduled'
        ? (judged.request.from ?? null)
        : (plan.senders[message.sender]?.address ?? judged.request.from ?? null),
    date_updated: updatedAtUs === submittedAtUs ? created : date(updatedAtUs),
    price: priceIn(session, message),
    error_message: errorCode === 0 ? null : (describeError(errorCode)?.title ?? null),
    uri: `${place}.json`,
    account_sid: accountSid,
    num_media: String(judged.request.media?.length ?? 0),
    to: judged.request.to ?? '',
    date_created: created,
    status: status === 'refused' ? 'failed' : status,
    sid,
    date_sent: Number.isNaN(sentAtUs) ? null : date(sentAtUs),
    messaging_service_sid: service === -1 ? null : session.serviceSid(service),
    error_code: errorCode === 0 ? null : errorCode,
    price_unit: plan.prices.currency,
    api_version: API_VERSION,
    subresource_uris: { media: `${place}/Media.json`, feedback: `${place}/Feedback.json` },
  };
}

/** What is charged for a message once it is sent, without fees of carriers; null where no price is known. */
function priceIn({ livePlan: { plan } }: Session, message: LiveMessage): string | null {
  const sender = plan.senders[message.sender];
  if (Number.isNaN(message.sentAtUs) || sender === undefined) return null;
  const to = plan.countries[message.judged.submission.country] ?? 'ZZ';
  const item = message.media
    ? ({ item: 'media', unit: 'message' } as const)
    : ({ item: 'segments', unit: 'segment' } as const);
  const price = priceOf(plan.prices, { ...item, to, class: sender.class });
  if (price === undefined) return null;
  const millionths = amountMillionths(price.price, message.media ? 1 : message.segments);
  return (-millionths / 1_000_000).toFixed(millionths % 10 === 0 ? 5 : 6);
}

/**
 * A message as the request that makes it is answered: as it was then, although it may have failed in the same instant;
 * through a service without a sender and its segments not counted yet. Source: recorded replies (2023-11).
 */
export function answeredJson(session: Session, message: LiveMessage): MessageJson {
  const json = messageJson(session, message);
  const isAnswerOfService = message.firstStatus !== 'queued';
  const isChosenLater = isAnswerOfService && message.judged.request.from === undefined;
  const { media = '' } = json.subresource_uris;
  return {
    ...json,
    status: message.firstStatus,
    ...(isAnswerOfService ? { num_segments: '0' } : {}),
    ...(isChosenLater ? { from: null } : {}),
    error_code: null,
    error_message: null,
    date_updated: json.date_created,
    subresource_uris: { media },
  };
}

/** RFC 2822 in UTC: `Thu, 24 Aug 2023 05:01:45 +0000`. */
export function rfc2822(epochMs: number): string {
  return new Date(epochMs).toUTCString().replace('GMT', '+0000');
}
