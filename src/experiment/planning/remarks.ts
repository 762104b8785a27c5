import { type Source, TEN_DLC_THROUGHPUT } from '../../rulebooks/sources.ts';
import type { Plan } from '../../scenario/plan.ts';

/** What an answer does not say by itself, and who says it. */
export interface Remark {
  readonly text: string;
  readonly source: Source;
}

/** Why more numbers of an entry would change nothing: those of a 10DLC campaign share its throughput. */
export function remarksOf(plan: Plan, entries: readonly string[]): readonly Remark[] {
  return plan.campaigns.flatMap(({ id }, campaign) => {
    const isChosen = plan.senders.some((one) => one.campaign === campaign && entries.includes(one.entry));
    return isChosen ? [{ text: campaignRemark(id), source: TEN_DLC_THROUGHPUT }] : [];
  });
}

function campaignRemark(id: string): string {
  return `Throughput belongs to campaign ${id} and not to its numbers: more of them send no more.`;
}
