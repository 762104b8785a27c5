import type { Medium } from '../messaging/request.ts';
import { serviceOf } from '../messaging/request-parts.ts';
import { ApiError, notFound } from './api-error.ts';
import type { LiveRequest } from './judge.ts';
import type { LiveMessage } from './live-message.ts';
import { answeredJson, type MessageJson, messageJson } from './message-json.ts';
import type { Session } from './session.ts';

/** Finds out what lies behind the addresses of media, in their order. */
export type FetchMedia = (urls: readonly string[]) => Promise<readonly Medium[]>;

/**
 * POST Messages: makes a message, or says why not. Media are fetched first, so that what they are is part of the
 * request, which is made when that is known.
 */
export function createMessage(
  session: Session,
  form: URLSearchParams,
  fetchMedia: FetchMedia,
): MessageJson | Promise<MessageJson> {
  const request = requestOf(session, form);
  if (!session.live.asksForMedia(request)) return submitted(session, request);
  return fetchMedia(form.getAll('MediaUrl')).then((media) =>
    // What a name stands for may have changed meanwhile.
    submitted(session, { ...requestOf(session, form), media }),
  );
}

function submitted(session: Session, request: LiveRequest): MessageJson {
  const message = session.submit(request);
  if (message.status === 'refused') throw refusalOf(session, request, message);
  return answeredJson(session, message);
}

/** GET one message. */
export function fetchMessage(session: Session, sid: string, path: string): MessageJson {
  return messageJson(session, found(session, sid, path));
}

/** POST to a message: takes it back, or erases its text. */
export function updateMessage(
  session: Session,
  sid: string,
  form: URLSearchParams,
  path: string,
): MessageJson {
  const message = found(session, sid, path);
  const [body, status] = [form.get('Body'), form.get('Status')];
  const isRedaction = body === '' && status === null;
  const isCancel = body === null && status === 'canceled';
  if (!isRedaction && !isCancel)
    throw new ApiError(400, 30400, 'An update takes either an empty Body or the Status canceled.');
  if (isRedaction) session.redact(message);
  else if (!session.cancel(message))
    throw new ApiError(409, 30409, `The message is ${message.status} and cannot be canceled any more.`);
  return messageJson(session, message);
}

/** DELETE one message, which must have come to its end. */
export function deleteMessage(session: Session, sid: string, path: string): void {
  const message = found(session, sid, path);
  if (!session.live.hasEnded(message))
    throw new ApiError(409, 20009, 'Cannot delete this resource before it is complete');
  session.delete(message);
}

function found(session: Session, sid: string, path: string): LiveMessage {
  const message = session.find(sid);
  if (message === undefined) throw notFound(path);
  return message;
}

function requestOf(session: Session, form: URLSearchParams): LiveRequest {
  const text = (name: string): string | undefined => form.get(name) ?? undefined;
  const from = text('From');
  const service = serviceOf({ from, messagingService: text('MessagingServiceSid') });
  const smart = text('SmartEncoded');
  return {
    to: text('To'),
    // A service may stand in From.
    from: from === service ? undefined : from,
    messagingService: session.serviceNamed(service),
    body: text('Body'),
    contentSid: text('ContentSid'),
    media: form.getAll('MediaUrl').map((url) => ({ url })),
    statusCallback: text('StatusCallback'),
    validityPeriod: text('ValidityPeriod'),
    scheduleType: text('ScheduleType'),
    sendAt: text('SendAt'),
    smartEncoded: smart === undefined ? undefined : smart.toLowerCase() === 'true',
  };
}

function refusalOf({ livePlan }: Session, request: LiveRequest, message: LiveMessage): ApiError {
  const { errorCode, to = '', from = '', fault } = message;
  const { acceptance } = livePlan.rulebook;
  // Several rules may have one code; what went before may decide, too.
  const own = acceptance[fault];
  const row = own?.code === errorCode ? own : acceptance.find(({ code }) => code === errorCode);
  const { limits } = livePlan.account;
  const limit = row?.rule === 'media-count' ? limits.media.maximumCount : limits.validity.maximumSeconds;
  const parts: Readonly<Record<string, string>> = {
    to,
    from,
    service: request.messagingService ?? '',
    limit: String(limit),
  };
  const text = (row?.message ?? '').replaceAll(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
  return new ApiError(row?.http ?? 400, errorCode, text);
}
