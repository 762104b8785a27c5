import { departuresOf, type Fact, type History } from './history.ts';
import { isDownAt, isUnlimited, RateIntegral, type SenderTerms } from './terms.ts';

/**
 * In every half-open window [a, b) of whole microseconds a sender lets go of at most its burst and the integral of
 * its rate, and of nothing while it is down. Returns a sentence for each breach.
 *
 * The windows that begin and end at departures are the tightest. The worst one that ends at a departure begins where
 * the integral so far, less what has left, is highest: so one pass over the departures looks at all pairs.
 */
export function windowBreaches(history: History, terms: readonly SenderTerms[]): readonly string[] {
  return terms.flatMap((own, sender) => {
    const departures = departuresOf(history, sender);
    return [
      ...leavingWhileDown(departures, own),
      ...(isUnlimited(own) ? [] : leavingTooFast(departures, own)),
    ];
  });
}

function leavingWhileDown(departures: readonly Fact[], terms: SenderTerms): readonly string[] {
  return departures
    .filter(({ atUs }) => isDownAt(terms, atUs))
    .map(
      ({ sender, atUs, serial }) => `sender ${sender} sent of message ${serial} at ${atUs} us, while down`,
    );
}

function leavingTooFast(departures: readonly Fact[], terms: SenderTerms): readonly string[] {
  const integral = new RateIntegral(terms);
  const { unitsPerToken } = integral;
  const burst = BigInt(terms.burst) * unitsPerToken;
  const breaches: string[] = [];
  let left = 0n;
  let best: bigint | undefined;
  for (const { sender, atUs } of departures) {
    const sinceStart = integral.until(atUs) - left;
    if (best === undefined || sinceStart > best) best = sinceStart;
    left += unitsPerToken;
    if (left + best - integral.until(atUs + 1) > burst)
      breaches.push(
        `sender ${sender} sent more than burst and rate allow in a window that ends after ${atUs} us`,
      );
  }
  return breaches;
}
