import { unitsPerSecond } from './kernel/rate.ts';
import type { Setting, SettingSender } from './measure/result.ts';
import type { Plan, PlanIncident, PlanSender } from './scenario/plan.ts';

/** What the reports of a plan need to know of it: names, limits and words; infinite values become absent. */
export function settingOf(plan: Plan, replication: number): Setting {
  return {
    scenario: plan.name,
    rulebook: plan.rulebook,
    seed: plan.seed,
    replication,
    anchor: plan.anchor,
    horizonUs: finite(plan.horizonUs),
    warmUp: plan.warmUp && { ...plan.warmUp, untilUs: plan.warmUp.untilUs ?? 0 },
    senders: plan.senders.map((sender) => senderSetting(plan, sender)),
    traffic: plan.streams.map(({ id, senders }) => ({ id, senders })),
    carriers: plan.carriers.map(({ id }) => ({ id })),
    incidents: plan.incidents.map((incident) => ({
      atUs: incident.atUs,
      untilUs: finite(incident.untilUs),
      words: wordsOf(plan, incident),
    })),
    assumptions: plan.assumptions,
  };
}

function finite(value: number): number | undefined {
  return value === Infinity ? undefined : value;
}

/** What the rate of a sender depends on, in this run. */
function limitedBy({ lanes, streams }: Plan, { campaign, lane }: PlanSender): SettingSender['limitedBy'] {
  if (campaign !== -1) return 'campaign';
  const { tokensByCountry, media } = lanes[lane]!;
  const hasOwnMediaRate = media !== undefined && streams.some((stream) => stream.media !== undefined);
  return tokensByCountry !== undefined || hasOwnMediaRate ? 'message' : 'rate';
}

function senderSetting(plan: Plan, sender: PlanSender): SettingSender {
  return {
    id: sender.id,
    entry: sender.entry,
    address: sender.address,
    class: sender.class,
    country: sender.country,
    segmentsPerSecond: sender.rate && unitsPerSecond(sender.rate),
    limitedBy: limitedBy(plan, sender),
    burst: sender.burst,
    queueLimitSegments: finite(sender.queueLimitSegments),
  };
}

function wordsOf(plan: Plan, incident: PlanIncident): string {
  switch (incident.kind) {
    case 'carrier-latency':
      return `carrier ${plan.carriers[incident.carrier]!.id}: latency x${incident.factor}`;
    case 'carrier-outcomes':
      return `carrier ${plan.carriers[incident.carrier]!.id}: other outcomes`;
    case 'campaign-rate': {
      const factor = incident.numerator / incident.denominator;
      const name = plan.campaigns[incident.campaign]!.id;
      return factor === 0 ? `campaign ${name}: down` : `campaign ${name}: rate x${factor}`;
    }
    case 'sender-rate': {
      const [first] = incident.senders;
      const name = incident.senders.length === 1 ? plan.senders[first!]!.id : plan.senders[first!]!.entry;
      const factor = incident.numerator / incident.denominator;
      return incident.numerator === 0 ? `sender ${name}: down` : `sender ${name}: rate x${factor}`;
    }
  }
}
