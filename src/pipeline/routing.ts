import type { CarrierShares } from '../scenario/plan.ts';

/**
 * Which carrier serves a message: by its destination country, and where several share the country, by the luck that
 * the message was born with.
 */
export function carrierOf(shares: CarrierShares, luck: number): number {
  let place = 0;
  while (luck >= shares.cumulative[place]!) place += 1;
  return shares.carriers[place]!;
}
