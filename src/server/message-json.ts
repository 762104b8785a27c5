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
  return jsonOf(session, message, {
    status: message.status === 'refused' ? 'failed' : message.status,
    segments: message.segments,
    errorCode: message.errorCode,
    updatedAtUs: message.updatedAtUs,
    // A service chooses the sender of a scheduled message only when its time has come, as far as anyone can see.
    from: (message.status === 'scheduled' ? undefined : senderOf(session, message)) ?? message.from ?? null,
    isAnswer: false,
  });
}

/**
 * A message as the request that makes it is answered: as it was then, although it may have failed in the same instant;
 * through a service without a sender and its segments not counted yet. Source: recorded replies (2023-11).
 */
export function answeredJson(session: Session, message: LiveMessage): MessageJson {
  const { firstStatus, segments, submittedAtUs, from } = message;
  const isOfService = firstStatus !== 'queued';
  return jsonOf(session, message, {
    status: firstStatus,
    segments: isOfService ? 0 : segments,
    errorCode: 0,
    updatedAtUs: submittedAtUs,
    from: (isOfService && from === undefined ? undefined : senderOf(session, message)) ?? from ?? null,
    isAnswer: true,
  });
}

/** What of a message may be told otherwise than it is. */
interface Told extends Pick<LiveMessage, 'segments' | 'errorCode' | 'updatedAtUs'> {
  readonly status: string;
  readonly from: string | null;
  readonly isAnswer: boolean;
}

function jsonOf(session: Session, message: LiveMessage, told: Told): MessageJson {
  const { submittedAtUs, sentAtUs } = message;
  const { errorCode, updatedAtUs } = told;
  const { accountSid } = session.credentials;
  const sid = session.sidOf(message);
  const place = `/${API_VERSION}/Accounts/${accountSid}/Messages/${sid}`;
  const { plan } = session.livePlan;
  const service = plan.streams[message.stream]!.service;
  const media = `${place}/Media.json`;
  return {
    body: message.text,
    num_segments: String(told.segments),
    direction: 'outbound-api',
    from: told.from,
    date_updated: dateOf(session, updatedAtUs),
    price: priceIn(session, message),
    error_message: errorCode === 0 ? null : (describeError(errorCode)?.title ?? null),
    uri: `${place}.json`,
    account_sid: accountSid,
    num_media: String(message.media.length),
    to: message.to ?? '',
    date_created: dateOf(session, submittedAtUs),
    status: told.status,
    sid,
    date_sent: Number.isNaN(sentAtUs) ? null : dateOf(session, sentAtUs),
    messaging_service_sid: service === -1 ? null : session.serviceSid(service),
    error_code: errorCode === 0 ? null : errorCode,
    price_unit: plan.prices.currency,
    api_version: API_VERSION,
    subresource_uris: told.isAnswer ? { media } : { media, feedback: `${place}/Feedback.json` },
  };
}

/** What stands in From once a sender is known. */
function senderOf({ livePlan: { plan } }: Session, { sender }: LiveMessage): string | undefined {
  return plan.senders[sender]?.address;
}

function dateOf(session: Session, us: number): string {
  return rfc2822(session.wallMsOf(us));
}

/** What is charged for a message once it is sent, without fees of carriers; null where no price is known. */
function priceIn({ livePlan: { plan } }: Session, message: LiveMessage): string | null {
  const sender = plan.senders[message.sender];
  if (Number.isNaN(message.sentAtUs) || sender === undefined) return null;
  const to = plan.countries[message.country] ?? 'ZZ';
  const item = message.isMms
    ? ({ item: 'media', unit: 'message' } as const)
    : ({ item: 'segments', unit: 'segment' } as const);
  const price = priceOf(plan.prices, { ...item, to, class: sender.class });
  if (price === undefined) return null;
  const millionths = amountMillionths(price.price, message.isMms ? 1 : message.segments);
  return (-millionths / 1_000_000).toFixed(millionths % 10 === 0 ? 5 : 6);
}

/** RFC 2822 in UTC: `Thu, 24 Aug 2023 05:01:45 +0000`. */
export function rfc2822(epochMs: number): string {
  // Many messages of one instant are told one after the other.
  if (last?.epochMs !== epochMs)
    last = { epochMs, text: new Date(epochMs).toUTCString().replace('GMT', '+0000') };
  return last.text;
}

let last: { readonly epochMs: number; readonly text: string } | undefined;
