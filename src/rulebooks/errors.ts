import { CATALOGUE_2022, CATALOGUE_2026, type Source } from './sources.ts';

/**
 * How an error shows: `refused` answers the request itself with an HTTP error and no message comes to be; `failed` and
 * `undelivered` are final statuses of a message.
 */
export type ErrorSurface = 'refused' | 'failed' | 'undelivered';

/** What is known of an error code of the provider. */
export interface ErrorEntry {
  readonly code: number;
  /** A few words. */
  readonly title: string;
  /** A sentence: what happened. */
  readonly meaning: string;
  /** A sentence: what to do. */
  readonly action: string;
  /** One or, where it depends on the route, several. */
  readonly surfaces: readonly ErrorSurface[];
  /** HTTP status of the refusal, where it is known. */
  readonly http: number | undefined;
  readonly source: Source;
}

/**
 * An error code in own words, from the provider's catalogue of the date given with it; undefined when it is not known
 * here. Twilio splits and rewords codes over the years: rely on the number, not on the text.
 */
export function describeError(code: number): ErrorEntry | undefined {
  const row = ROWS[code];
  if (row === undefined) return undefined;
  const [kind, title, meaning, action, edition] = row;
  const source = edition === '2026' ? CATALOGUE_2026 : CATALOGUE_2022;
  const { surfaces, http } = KINDS[kind];
  return {
    code,
    title,
    meaning,
    action,
    surfaces,
    http,
    source: { ...source, url: `${source.url}/${code}` },
  };
}

/** Every code that {@link describeError} knows, ascending. */
export function errorCodes(): readonly number[] {
  return Object.keys(ROWS).map(Number);
}

type Kind = keyof typeof KINDS;

const KINDS = {
  refused400: { surfaces: ['refused'], http: 400 },
  refused401: { surfaces: ['refused'], http: 401 },
  refused404: { surfaces: ['refused'], http: 404 },
  refused429: { surfaces: ['refused'], http: 429 },
  refused: { surfaces: ['refused'], http: undefined },
  refusedOrFailed: { surfaces: ['refused', 'failed'], http: 400 },
  failed: { surfaces: ['failed'], http: undefined },
  undelivered: { surfaces: ['undelivered'], http: undefined },
  either: { surfaces: ['failed', 'undelivered'], http: undefined },
} as const satisfies Record<
  string,
  { readonly surfaces: readonly ErrorSurface[]; readonly http: number | undefined }
>;

type Row = readonly [kind: Kind, title: string, meaning: string, action: string, edition?: '2026'];

/** Editions are 2022-11 unless said. */
const ROWS: Readonly<Record<number, Row>> = {
  11200: [
    'failed',
    'Web request failed',
    'A webhook or the address of a medium did not answer properly.',
    'Mend the server behind the address, then send again.',
  ],
  11751: [
    'failed',
    'Media too large',
    'The media of a message exceed what the channel carries, 5 MB for MMS.',
    'Shrink the media.',
  ],
  12300: [
    'failed',
    'Unusable content type',
    'A fetched medium has no content type, or one that is not accepted.',
    'Serve the medium with its proper content type.',
  ],
  14107: [
    'failed',
    'Reply loop',
    'Two numbers sent each other too many messages in quick turn; the guard holds for 30 seconds.',
    'Break the loop, then wait half a minute.',
  ],
  20003: [
    'refused401',
    'Not authenticated',
    'The credentials are wrong or missing, or the account is suspended.',
    'Check the account SID and the auth token.',
  ],
  20404: [
    'refused404',
    'No such resource',
    'The path of the request names nothing; paths distinguish capitals.',
    'Check the path and its account SID.',
  ],
  20429: [
    'refused429',
    'Too many requests at once',
    'More API requests were under way than the account may have.',
    'Send again after a growing pause; nothing was accepted.',
  ],
  21211: [
    'refused400',
    'Invalid To',
    'To is not a possible phone number.',
    'Write To in E.164 form, such as +14155550100.',
  ],
  21212: [
    'refused400',
    'Invalid From',
    'From is neither a phone number, a short code nor an allowed sender id.',
    'Use a sender of your account.',
  ],
  21219: [
    'refused400',
    'To not verified (calls)',
    'A trial account called a number that it has not verified; the older guide gives this code for messages too.',
    'Verify the number, or upgrade the account.',
  ],
  21408: [
    'refusedOrFailed',
    'Country not enabled',
    'The account may not send to the country of To.',
    'Enable the country in the geographic permissions.',
  ],
  21601: [
    'refused400',
    'From not one of your numbers',
    'From is not a number that receives messages for the account.',
    'Use a number of the account.',
  ],
  21602: ['refused400', 'Body missing', 'The request has no text and no media.', 'Give Body or MediaUrl.'],
  21603: [
    'refused400',
    'From missing',
    'The request names neither From nor a messaging service.',
    'Give From or MessagingServiceSid.',
  ],
  21604: ['refused400', 'To missing', 'The request names no recipient.', 'Give To.'],
  21605: [
    'refused400',
    'Body too long for the old endpoint',
    'The retired SMS endpoint takes 160 characters.',
    'Send through the Messages endpoint.',
  ],
  21606: [
    'refused400',
    'From cannot send this',
    'From is not a sender of the account that can message To.',
    'Use a sender that the account owns and that reaches the destination.',
  ],
  21608: [
    'refused400',
    'To not verified (trial)',
    'A trial account may only message numbers that it has verified.',
    'Verify the number, or upgrade the account.',
  ],
  21609: [
    'refused400',
    'Invalid StatusCallback',
    'The address for status callbacks is not a valid one.',
    'Give an absolute http or https address.',
  ],
  21610: [
    'refusedOrFailed',
    'Recipient opted out',
    'The recipient answered STOP to this sender or service.',
    'Leave them out; only they can opt in again, with START.',
  ],
  21611: [
    'refused429',
    'Queue full',
    'The sender already holds as many segments as its queue may.',
    'Wait until it drains, slow down, or add senders.',
  ],
  21612: [
    'refused400',
    'No route from From to To',
    'This kind of sender does not reach the destination.',
    'Use another kind of sender for this country.',
  ],
  21614: ['refused400', 'To is not a mobile number', 'The number cannot receive messages.', 'Leave it out.'],
  21617: [
    'refused400',
    'Body too long',
    'The text has more than 1600 characters.',
    'Shorten the text or send several messages.',
  ],
  21618: [
    'refusedOrFailed',
    'Content filtered everywhere',
    'Every carrier would filter this text.',
    'Change the text.',
  ],
  21619: [
    'refused400',
    'Nothing to send',
    'The request has neither text, media nor a content template.',
    'Give one of them.',
  ],
  21620: [
    'refused400',
    'Invalid media address',
    'A MediaUrl is malformed.',
    'Give absolute http or https addresses.',
  ],
  21621: [
    'refused400',
    'From cannot send media',
    'The sender is not enabled for MMS.',
    'Use a US or Canadian number with MMS.',
  ],
  21622: [
    'refused400',
    'Account cannot send media',
    'The account is not enabled for MMS.',
    'Have MMS enabled, or send text.',
  ],
  21623: [
    'refused400',
    'Too many media',
    'A message takes ten media at the most.',
    'Split the media over several messages.',
  ],
  21624: [
    'refused400',
    'Invalid validity period',
    'ValidityPeriod is out of range; then 1 to 14,400 seconds.',
    'Give a period in the range.',
  ],
  21653: [
    'refused400',
    'Several recipients',
    'To names more than one number.',
    'Make one request for each recipient.',
  ],
  21701: [
    'refused404',
    'No such messaging service',
    'The messaging service does not exist.',
    'Check its SID.',
  ],
  21703: [
    'refusedOrFailed',
    'No capable sender in the pool',
    'No sender of the messaging service reaches To.',
    'Add a sender for that country.',
  ],
  21704: ['refusedOrFailed', 'Empty pool', 'The messaging service has no senders.', 'Add senders to it.'],
  30001: [
    'failed',
    'Queue overflow',
    'The sender was given more than its queue holds: hours of its sending rate, in segments.',
    'Spread the traffic over time or over more senders, then send the failed messages again.',
  ],
  30002: [
    'failed',
    'Account suspended',
    'The account was suspended while the message waited.',
    'Have the account reinstated.',
  ],
  30003: [
    'undelivered',
    'Handset unreachable',
    'The phone was off, out of reach or unable to receive.',
    'Try again later, a few times at the most.',
  ],
  30004: [
    'either',
    'Message blocked',
    'The recipient, the carrier or Twilio blocks this message.',
    'Do not send it again; check for opt-outs.',
  ],
  30005: ['undelivered', 'Unknown number', 'The number is not, or no longer, in use.', 'Leave it out.'],
  30006: [
    'undelivered',
    'Landline or carrier out of reach',
    'The number is a landline, or its carrier cannot be reached by this sender.',
    'Leave it out, or try another kind of sender.',
  ],
  30007: [
    'either',
    'Filtered',
    'Twilio or the carrier took the message for unwanted and filtered it.',
    'Change the text, and register the sender and its use.',
  ],
  30008: [
    'either',
    'Unknown error',
    'The carrier gave a failure without a reason.',
    'Try again once, later.',
  ],
  30010: [
    'failed',
    'Price above the maximum',
    'The message would cost more than MaxPrice.',
    'Raise MaxPrice or leave it out.',
  ],
  30011: ['undelivered', 'MMS not supported there', "The recipient's network takes no MMS.", 'Send text.'],
  30017: [
    'undelivered',
    'Carrier congested',
    "The carrier was congested and the provider's own retries ran out.",
    'Spread the load, then try again.',
  ],
  30019: [
    'either',
    'Content too large for the carrier',
    'The message exceeds what the carrier takes.',
    'Shrink the media.',
  ],
  30022: [
    'undelivered',
    'Carrier rate exceeded',
    'The campaign sent faster than its carrier allows, or too much to one phone.',
    'Send more slowly.',
  ],
  30023: [
    'undelivered',
    "Carrier's daily limit",
    'The brand used up its daily allowance with a US carrier, which renews at midnight Pacific time.',
    'Send the rest the next day.',
  ],
  30024: [
    'undelivered',
    'Sender not set up at the carrier',
    'The carrier does not know the sender yet.',
    'Wait until it is provisioned.',
  ],
  30032: [
    'undelivered',
    'Toll-free number not verified',
    'A toll-free number must be verified to message the US and Canada.',
    'Have it verified.',
  ],
  30033: [
    'failed',
    'Campaign suspended',
    'The campaign of the sender is suspended.',
    'Settle it with the carrier or registry.',
  ],
  30034: [
    'either',
    'Number not registered',
    'A long code messaged the US outside a registered campaign.',
    'Register a campaign and add the number to it.',
  ],
  30035: [
    'either',
    'Number being set up',
    'The number is still being added to its campaign.',
    'Wait, then send again.',
  ],
  30036: [
    'failed',
    'Validity period over',
    'The message waited in the queue longer than its validity period.',
    'Allow more time, or add senders.',
    '2026',
  ],
  30044: [
    'failed',
    'Trial message too long',
    'A trial account sent a message of too many segments.',
    'Shorten it, or upgrade the account.',
    '2026',
  ],
  30409: [
    'refused',
    'Cannot be canceled',
    'The message is past the point where it could be canceled.',
    'Cancel earlier.',
  ],
  30410: [
    'failed',
    'Provider timeout',
    'The next network did not answer in time; it may have the message.',
    'Send again only if a duplicate does no harm.',
  ],
  30450: [
    'failed',
    'Blocked as fraud',
    'Protection against SMS pumping holds this destination for some minutes.',
    'Wait half an hour; check who asks for these messages.',
  ],
  30500: ['failed', 'Internal error', 'The provider failed.', 'Send again later.', '2026'],
};
