import type { CarrierShares, Plan } from '../scenario/plan.ts';

/**
 * Which carrier serves a message: by its destination country, and where several share the country, by the luck that
 * the message was born with.
 */
export function carrierOf(shares: CarrierShares, luck: number): number {
  let place = 0;
  while (luck >= shares.cumulative[place]!) place += 1;
  return shares.carriers[place]!;
}

/** The lane that a message waits in: its sender's own, or that of its sender's campaign towards the carrier. */
export function laneOf(plan: Plan, sender: number, country: number, carrier: number): number {
  const { lane, campaign } = plan.senders[sender]!;
  if (campaign === -1) return lane;
  const governed = plan.campaigns[campaign]!.laneByRoute[country * plan.carriers.length + carrier] ?? -1;
  return governed === -1 ? lane : governed;
}
