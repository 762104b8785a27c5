import type { Status } from './status.ts';

/** What one status callback tells, before it is put into parameters. */
export interface StatusNews {
  /** `SM` or `MM` and 32 hexadecimal digits. */
  readonly messageSid: string;
  /** `AC` and 32 hexadecimal digits. */
  readonly accountSid: string;
  /** The sender; undefined where a messaging service has chosen none. */
  readonly from: string | undefined;
  readonly to: string;
  readonly status: Status;
  /** Why the message failed or was not delivered. Told with these two statuses only. */
  readonly errorCode?: number | undefined;
  /** For a message that was sent through a messaging service. */
  readonly messagingServiceSid?: string | undefined;
  /** The carrier's stamp of its receipt, where it gives one. Told with delivered and undelivered only. */
  readonly receipt?: ReceiptStamp | undefined;
}

/** When a carrier says that a message was done, by the clock on its own wall. */
export interface ReceiptStamp {
  /** Unix time in milliseconds. */
  readonly epochMs: number;
  /** Offset of the carrier's clock from UTC, in minutes. The parameter does not tell it. */
  readonly offsetMinutes: number;
}

/** The parameters of the POST to a StatusCallback address, under their names on the wire. */
export interface CallbackParameters {
  readonly MessageSid: string;
  /** The same as MessageSid. */
  readonly SmsSid: string;
  readonly AccountSid: string;
  readonly From?: string;
  readonly To: string;
  readonly MessageStatus: Status;
  /** The same as MessageStatus. */
  readonly SmsStatus: Status;
  readonly ApiVersion: '2010-04-01';
  readonly ErrorCode?: string;
  readonly MessagingServiceSid?: string;
  /** `YYMMDDhhmm`: to the minute, without a zone. */
  readonly RawDlrDoneDate?: string;
}

/**
 * The parameters of one status callback, in a fixed order; those that do not apply are absent. Sources: the sending
 * guide's sample (SmsStatus, MessageStatus, To, From, ApiVersion); Twilio, "Track the Message Status of Outbound
 * Messages" (2026-07), for the identifiers, ErrorCode and MessagingServiceSid; Twilio changelog of 2023-02-14 for
 * RawDlrDoneDate. Twilio says that the set varies and grows.
 *
 * @example
 * callbackParameters({ messageSid, accountSid, from: '+15017122661', to: '+15558675310', status: 'delivered' });
 */
export function callbackParameters(news: StatusNews): CallbackParameters {
  const { status, errorCode, messagingServiceSid, receipt } = news;
  return {
    MessageSid: news.messageSid,
    SmsSid: news.messageSid,
    AccountSid: news.accountSid,
    ...(news.from !== undefined && { From: news.from }),
    To: news.to,
    MessageStatus: status,
    SmsStatus: status,
    ApiVersion: '2010-04-01',
    ...(errorCode !== undefined && TELLS_ERROR.includes(status) && { ErrorCode: String(errorCode) }),
    ...(messagingServiceSid !== undefined && { MessagingServiceSid: messagingServiceSid }),
    ...(receipt !== undefined && TELLS_RECEIPT.includes(status) && { RawDlrDoneDate: rawDate(receipt) }),
  };
}

const TELLS_ERROR: readonly Status[] = ['failed', 'undelivered'];
const TELLS_RECEIPT: readonly Status[] = ['delivered', 'undelivered'];

/** `2026-11-27T09:05:59.000Z` becomes `2611270905`. */
function rawDate({ epochMs, offsetMinutes }: ReceiptStamp): string {
  const shown = new Date(epochMs + offsetMinutes * 60_000).toISOString();
  return shown.slice(2, 16).replace(/\D/g, '');
}
