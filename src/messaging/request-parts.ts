import { type NumberFacts, parseE164 } from './addresses.ts';
import type { AccountFacts, MessageRequest, SenderFacts, ServiceFacts } from './request.ts';
import { classifyNumber, isAlphanumericId, isShortCode } from './senders.ts';

/** Whether a parameter is left out or empty. */
export function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** Facts about To; undefined when it is no possible number. */
export function recipientOf({ to }: MessageRequest): NumberFacts | undefined {
  return to === undefined ? undefined : parseE164(to);
}

/** Country of the destination; undefined when it has none, or is not known. */
export function destinationOf(request: MessageRequest): string | undefined {
  return recipientOf(request)?.country ?? request.toCountry;
}

const SERVICE_SID = /^MG[0-9a-fA-F]{32}$/;

/** Whether a text has the form of the SID of a messaging service. */
export function isServiceSid(text: string): boolean {
  return SERVICE_SID.test(text);
}

/** The messaging service that a request names, also where it stands in From; undefined: none. */
export function serviceOf({ messagingService, from }: MessageRequest): string | undefined {
  if (!isBlank(messagingService)) return messagingService;
  return from !== undefined && isServiceSid(from) ? from : undefined;
}

/** The messaging service of a request, where the account has it. */
export function knownServiceOf(request: MessageRequest, account: AccountFacts): ServiceFacts | undefined {
  const service = serviceOf(request);
  return service === undefined ? undefined : account.services.get(service);
}

/** What a request gives as its sender; undefined: nothing, or a messaging service. */
export function fromOf({ from }: MessageRequest): string | undefined {
  return from === undefined || isBlank(from) || isServiceSid(from) ? undefined : from;
}

/** What is known of a request's sender: from the account, or from how it looks; undefined when it cannot be one. */
export function senderOf(request: MessageRequest, account: AccountFacts): SenderFacts | undefined {
  const from = fromOf(request);
  if (from === undefined) return undefined;
  return account.senders.get(from) ?? bySight(from);
}

function bySight(from: string): SenderFacts | undefined {
  if (isShortCode(from)) return { class: 'short-code', country: undefined };
  if (isAlphanumericId(from)) return { class: 'alphanumeric', country: undefined };
  return classifyNumber(from);
}

const USER = /(?:[^\s/?#@]+@)?/;
const HOST = /(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[\da-fA-F:.]+\])/;
const WEB_ADDRESS: RegExp = new RegExp(
  `^https?://${USER.source}${HOST.source}(?::\\d{1,5})?(?:[/?#][^\\s]*)?$`,
);

/** Whether a text is an absolute http or https address, with user and password or without; a host has no underscore. */
export function isWebAddress(text: string): boolean {
  return WEB_ADDRESS.test(text);
}
