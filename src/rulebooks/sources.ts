/** A public document that a row of data comes from. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** Date of the edition, as exactly as it is known: 2022-11-15, 2022-11, or a bound such as `before 2024-06`. */
  readonly date: string;
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
