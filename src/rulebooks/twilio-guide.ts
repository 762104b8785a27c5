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
    {
      classes: ['short-code'],
      segmentsPerSecond: 'unlimited',
      note: 'Short codes send without limit: the guide only says that the limits of long codes are not theirs.',
      source: SENDING_MESSAGES_GUIDE,
    },
    {
      classes: ['toll-free'],
      segmentsPerSecond: 10,
      note: 'Toll-free numbers send 10 segments a second: the guide does not name them, so they go with all other senders.',
      source: SENDING_MESSAGES_GUIDE,
    },
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
