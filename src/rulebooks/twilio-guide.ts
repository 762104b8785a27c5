import type { Rulebook } from './rulebook.ts';
import { CATALOGUE_2022, SENDING_MESSAGES_GUIDE } from './sources.ts';

/**
 * Twilio's guide "Sending Messages" to the letter, in its edition of the four-hour queue: rates by sender alone, and
 * nothing refused but what the guide says. Codes that the guide does not name are those of the catalogue of its time.
 */
export const twilioGuide: Rulebook = {
  name: 'twilio-guide',
  about: 'Twilio\'s guide "Sending Messages", edition of the four-hour queue (before June 2024).',
  rates: [
    {
      classes: ['long-code'],
      countries: ['US', 'CA'],
      segmentsPerSecond: 1,
      source: SENDING_MESSAGES_GUIDE,
    },
    // The guide only says that they are not held to the limits of long codes.
    { classes: ['short-code'], segmentsPerSecond: 'unlimited', source: SENDING_MESSAGES_GUIDE },
    // "Non-US or Canada long code, or an alphanumeric sender"; toll-free numbers are in neither row by name.
    { segmentsPerSecond: 10, source: SENDING_MESSAGES_GUIDE },
  ],
  queueHorizon: { seconds: 4 * 3600, source: SENDING_MESSAGES_GUIDE },
  overflow: { code: 30001, surface: 'failed', source: SENDING_MESSAGES_GUIDE },
  // The order is this model's: no document gives one.
  acceptance: [
    { rule: 'to-given', code: 21604, source: CATALOGUE_2022 },
    { rule: 'to-possible', code: 21211, source: CATALOGUE_2022 },
    { rule: 'from-owned', code: 21606, source: CATALOGUE_2022 },
    { rule: 'body-given', code: 21602, source: CATALOGUE_2022 },
    { rule: 'body-length', code: 21617, source: CATALOGUE_2022 },
  ],
};
