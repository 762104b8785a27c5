import type { Result } from '../measure/result.ts';
import { cohortsOf } from '../measure/select.ts';
import { costOfPart, type Priceable } from './cost.ts';
import type { Finding, Question } from './finding.ts';

/**
 * What the selected messages cost, in millionths of the currency, with the selected senders' numbers for a month where
 * neither a stream nor a carrier is selected: nobody rents a number for these. No data where something of it has no
 * price, since the total is not known then.
 */
export function costFinding({ cohorts }: Pick<Result, 'cohorts'>, { of, priced }: Question): Finding {
  if (priced === undefined) return { value: undefined, unit: 'money', n: 0 };
  const { traffic, senders, carrier, item } = of;
  const chosen = cohortsOf(cohorts, of);
  const rents = traffic === undefined && carrier === undefined;
  const named = senders && new Set(senders);
  const numbers = priced.senders.filter((_, sender) => rents && (named?.has(sender) ?? true));
  const { currency, lines, unpriced } = costOfPart(priced, chosen, numbers);
  const isAsked = (thing: Priceable): boolean => item === undefined || thing.item === item;
  const total = lines.filter(isAsked).reduce((sum, line) => sum + line.amountMillionths, 0);
  return {
    value: unpriced.some(isAsked) ? undefined : total,
    unit: 'money',
    currency,
    n: chosen.reduce((sum, { figures }) => sum + figures.counts.submitted, 0),
  };
}
