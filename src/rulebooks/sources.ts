/** A public document that a row of data comes from. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** Date of the edition, as exactly as it is known: 2022-11-15, 2022-11, or a bound such as `before 2024-06`. */
  readonly date: string;
}

/** What every row of data says about itself. */
export interface Cited {
  /** Where the source leaves room: how it is read here, as a sentence. */
  readonly note?: string;
  readonly source: Source;
}

/**
 * The guide in its edition of the four-hour queue. Twilio's OpenAPI description, which gives the same horizon, turned
 * to ten hours on 2024-06-06.
 */
export const SENDING_MESSAGES_GUIDE: Source = {
  title: 'Twilio, Sending Messages',
  url: 'https://www.twilio.com/docs/sms/send-messages',
  date: 'before 2024-06',
};

/** Names of the editions of the error catalogue: the first one known that has the code. */
export const CATALOGUE_2022: Source = {
  title: 'Twilio, error and warning dictionary',
  url: 'https://www.twilio.com/docs/api/errors',
  date: '2022-11',
};

export const CATALOGUE_2026: Source = { ...CATALOGUE_2022, date: '2026' };

/** The edition of a catalogue's page on one code. */
export function pageOf(catalogue: Source, code: number): Source {
  return { ...catalogue, url: `${catalogue.url}/${code}` };
}

/** Replies of the API that public tests assert; the texts are of 2015 to 2023. */
export const ASSERTED_REPLIES: Source = {
  title: "Replies of the API asserted by tests of the Python package 'messages'",
  url: 'https://github.com/trp07/messages',
  date: 'between 2015 and 2023',
};

/** Replies of the API recorded in public test suites. */
export const RECORDED_REPLIES: Source = {
  title: 'Replies of the API recorded in public test suites; the codes in the dictionary',
  url: 'https://www.twilio.com/docs/api/errors',
  date: '2023-11',
};

export const TEST_CREDENTIALS: Source = {
  title: 'Twilio, Test credentials',
  url: 'https://www.twilio.com/docs/iam/test-credentials',
  date: 'read 2026-11',
};

export const DAILY_LIMIT_REPLY: Source = {
  title: 'A reply of the API quoted in twilio-php issue 661',
  url: 'https://github.com/twilio/twilio-php/issues/661',
  date: '2020-10-12',
};

export const RATES_FAQ: Source = {
  title: 'Twilio, How quickly can I send SMS messages',
  url: 'https://www.twilio.com/help/faq/sms/how-quickly-can-i-send-sms-messages',
  date: 'before 2024-06',
};

export const RATE_LIMITS: Source = {
  title: 'Twilio, Understanding Twilio Rate Limits and Message Queues',
  url: 'https://support.twilio.com/hc/en-us/articles/115002943027',
  date: '2026-09-20',
};

export const OPENAPI_2022: Source = {
  title: 'Twilio, OpenAPI description, Message resource',
  url: 'https://github.com/twilio/twilio-oai',
  date: 'before 2024-06-06',
};

export const OPENAPI_2026: Source = { ...OPENAPI_2022, date: '2026-04-14' };

export const MMS_CHANGELOG: Source = {
  title: 'Twilio, changelog, MMS rates',
  url: 'https://www.twilio.com/en-us/changelog',
  date: '2019-08-26',
};

export const TOLL_FREE_RATES: Source = {
  title: 'Twilio, toll-free messaging throughput',
  url: 'https://support.twilio.com/hc/en-us/articles/4411046744987',
  date: '2022',
};

export const TEN_DLC_THROUGHPUT: Source = {
  title: 'Twilio, Message throughput and trust scores for A2P 10DLC',
  url: 'https://support.twilio.com/hc/en-us/articles/1260803225669',
  date: 'read 2026-11',
};

export const TEN_DLC_LOW_VOLUME: Source = {
  title: 'Twilio, A2P 10DLC brands and campaigns',
  url: 'https://support.twilio.com/hc/en-us/articles/1260804800549',
  date: 'read 2026-11',
};

export const STATUS_GUIDE: Source = {
  title: 'Twilio, Outbound message status in status callbacks',
  url: 'https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks',
  date: '2026-07-21',
};

export const WEBHOOK_OVERRIDES: Source = {
  title: 'Twilio, Webhooks: connection overrides',
  url: 'https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides',
  date: 'read 2026-11',
};

export const SERVICES_2022: Source = {
  title: 'Twilio, Messaging Services',
  url: 'https://www.twilio.com/docs/sms/services',
  date: 'before 2024-06',
};

export const SERVICES_2026: Source = {
  title: 'Twilio, Messaging Services',
  url: 'https://www.twilio.com/docs/messaging/services',
  date: '2026',
};

export const ALPHANUMERIC_COUNTRIES: Source = {
  title: "Countries of Twilio's article on alphanumeric sender ids, as collected",
  url: 'https://github.com/eGullGolf/countries-alphanumeric-sms-sender-support',
  date: '2017-07',
};

export const ALPHANUMERIC_US: Source = {
  title: 'Twilio, United States: SMS guidelines',
  url: 'https://www.twilio.com/en-us/guidelines/us/sms',
  date: 'read 2026-11',
};

export const MEDIA_TYPES: Source = {
  title: 'Twilio, Accepted content types for media',
  url: 'https://www.twilio.com/docs/sms/accepted-mime-types',
  date: '2022',
};

export const REFUSALS_LISTED: Source = {
  title: 'Twilio, refused requests as failed messages',
  url: 'https://support.twilio.com/hc/en-us/articles/21923437804315',
  date: '2024-06',
};
