import { PlainTimeSplit } from '../../measure/time-split/plain-time-split.ts';
import { type SplitTerms, TimeSplit } from '../../measure/time-split/time-split.ts';
import type { Facts, MessageView } from '../../pipeline/facts.ts';
import { isPlainLane } from '../../pipeline/plain.ts';
import type { Plan } from '../../scenario/plan.ts';

/** Where the time of each message went: columns that an observer fills while a run is under way. */
export type SplitObserver = Pick<TimeSplit, 'columns'> & Facts;

/** The cheapest observer of a run of this plan that tells where time went. */
export function cheapestSplitOf(plan: Plan, view: MessageView): SplitObserver {
  return isPlain(plan) ? new PlainTimeSplit(view, termsOf(plan).tries) : timeSplitOf(plan, view);
}

/** Whether each lane has one bucket, shares nothing, and serves one stream. */
function isPlain(plan: Plan): boolean {
  const isEachPlain = plan.lanes.every(isPlainLane) && plan.campaigns.length === 0;
  return isEachPlain && streamsByLane(plan).every((streams) => streams.length <= 1);
}

/** An observer of a run of this plan that tells where the time of each message went, and behind whom. */
export function timeSplitOf(plan: Plan, view: MessageView): TimeSplit {
  return new TimeSplit(view, termsOf(plan));
}

function termsOf(plan: Plan): SplitTerms {
  const { lanes, levels, campaigns, streams } = plan;
  const ofCampaigns = new Set(campaigns.flatMap(({ laneByRoute }) => [...laneByRoute]));
  return {
    isCampaign: lanes.map((_, lane) => ofCampaigns.has(lane)),
    streams: streamsByLane(plan),
    isAccount: levels.map(({ kind }) => kind === 'account'),
    tries: streams.map(({ retry }) => retry !== undefined),
  };
}

/** By lane: the streams that may send through it, by their senders' own lanes and those of their campaigns. */
function streamsByLane({ lanes, senders, campaigns, streams }: Plan): readonly (readonly number[])[] {
  const byLane: Set<number>[] = lanes.map(() => new Set());
  const lanesOfCampaign = campaigns.map(({ laneByRoute }) => [...new Set(laneByRoute)]);
  streams.forEach((stream, place) => {
    for (const sender of stream.senders) {
      const { lane, campaign } = senders[sender]!;
      for (const each of [lane, ...(lanesOfCampaign[campaign] ?? [])]) byLane[each]?.add(place);
    }
  });
  return byLane.map((places) => [...places]);
}
