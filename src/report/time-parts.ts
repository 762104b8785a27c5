import type { TimePart } from '../measure/time-split/split-columns.ts';

/** The parts of a message's time as tables name them. */
export const PART_NAMES: Readonly<Record<TimePart, string>> = {
  held: 'held by client',
  retries: 'retries',
  sender: 'for the sender',
  service: 'service, campaign',
  account: 'for the account',
  own: 'own segments',
  carrier: 'carrier',
};
