import type { SenderClass } from '../messaging/senders.ts';
import { type Cited, SERVICES_2026 } from './sources.ts';

/** How many senders of a class the provider lets one use have. */
export interface AdvisedCount extends Cited {
  readonly class: SenderClass;
  readonly atMost: number;
  /** Why more are no answer, in a sentence. */
  readonly why: string;
}

/**
 * More senders of a class do not always mean more messages: who spreads one use over several toll-free numbers is taken
 * for a snowshoe spammer. Twilio's page has said so under every rulebook kept here; the guide itself does not speak of it.
 */
export const ADVISED_COUNTS: readonly AdvisedCount[] = [
  {
    class: 'toll-free',
    atMost: 1,
    why: 'Toll-free numbers must not be multiplied for one use: one is advised.',
    note: 'As a rule of its Messaging Services, for each service.',
    source: SERVICES_2026,
  },
];
