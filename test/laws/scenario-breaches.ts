import { costOf, priceOf } from '../../src/experiment/cost.ts';
import { amountMillionths } from '../../src/kernel/money.ts';
import { callbackBreaches } from '../../src/laws/callbacks.ts';
import type { Fact, History } from '../../src/laws/history.ts';
import type { Result } from '../../src/measure/result.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { type CallbackFact, callbackRunOf } from '../callbacks.ts';
import { networkBreaches } from './network-breaches.ts';

/** What a run of a scenario has told. */
export interface ScenarioRun {
  readonly plan: Plan;
  readonly history: History;
  readonly result: Result;
  readonly callbacks: readonly CallbackFact[];
}

/** What the endpoint of a plan's status callbacks has seen; nothing where it has none. */
export function callbacksTold(plan: Plan): readonly CallbackFact[] {
  return plan.callbacks === undefined ? [] : callbackRunOf(plan, plan.callbacks).told;
}

/** All breaches of what holds of a run of any scenario: of the laws, of clients, services, callbacks and money. */
export function scenarioBreaches(run: ScenarioRun): readonly string[] {
  const { plan, history } = run;
  return [
    ...networkBreaches(plan, history),
    ...history.filter(({ kind }) => kind === 'submitted').flatMap((fact) => clientBreaches(plan, fact)),
    ...paceBreaches(plan, history),
    ...history.filter(({ kind }) => kind === 'queued').flatMap((fact) => serviceBreaches(plan, fact)),
    ...callbackBreachesOf(run),
    ...moneyBreaches(run),
  ];
}

/** A first attempt is made within the hours of a zone of its recipient. */
function clientBreaches(plan: Plan, { stream, attempt, country, atUs, serial }: Fact): readonly string[] {
  const { hours } = plan.streams[stream]!;
  const zones = hours?.zonesByCountry[country]?.zones ?? [];
  if (attempt > 1 || zones.length === 0) return [];
  const isOpen = zones.some((zone) => hours!.zones[zone]!.openAtUs(atUs) === atUs);
  return isOpen ? [] : [`message ${serial} was submitted at ${atUs} us, outside of its hours`];
}

/** First attempts keep the client's pace: any so many of them take as long as all but one of them are allowed to. */
function paceBreaches(plan: Plan, history: History): readonly string[] {
  return plan.streams.flatMap(({ id, pace }, stream) => {
    if (pace === undefined) return [];
    const made = history
      .filter((fact) => fact.kind === 'submitted' && fact.stream === stream && fact.attempt === 1)
      .map(({ atUs }) => atUs);
    const fast = made.some((atUs, last) =>
      made
        .slice(0, last)
        .some((fromUs, first) => (atUs - fromUs + 1) * pace.units <= (last - first) * pace.perUs),
    );
    return fast ? [`stream ${id} is faster than its pace`] : [];
  });
}

/** What a service sends goes from a sender of its pool that reaches the recipient with it. */
function serviceBreaches(plan: Plan, { stream, sender, country, media, serial }: Fact): readonly string[] {
  const { service: place, namesSender, senders } = plan.streams[stream]!;
  const service = plan.services[place];
  if (service === undefined || namesSender)
    return senders.includes(sender) ? [] : [`message ${serial} goes from a sender that was not named`];
  const candidates = (media === 1 ? service.mediaCandidates : service.candidates)[country] ?? [];
  const reaches = candidates.some((candidate) => service.pool[candidate] === sender);
  return reaches ? [] : [`message ${serial} goes from a sender that does not reach its recipient`];
}

function callbackBreachesOf({ plan, history, result, callbacks }: ScenarioRun): readonly string[] {
  if (plan.callbacks === undefined) return [];
  const throughService = plan.streams.map(({ service }) => service !== -1);
  const due = callbacks.filter(({ kind }) => kind === 'due');
  const counts = result.callbacks!.counts;
  const told = (kind: CallbackFact['kind']): number =>
    callbacks.filter((callback) => callback.kind === kind).length;
  const counted = [counts.due, counts.attempted, counts.delivered, counts.lost].join();
  const found = [told('due'), told('attempted'), told('delivered'), told('lost')].join();
  return [
    ...callbackBreaches(history, due, { ...plan.callbacks, throughService }),
    ...(counted === found ? [] : [`callbacks are counted as ${counted}, not ${found}`]),
  ];
}

/** The total is what messages cost one by one, and a month of each number. */
function moneyBreaches({ plan, history, result }: ScenarioRun): readonly string[] {
  const { totalMillionths, lines } = costOf(plan, result);
  const sum = lines.reduce((amount, line) => amount + line.amountMillionths, 0);
  const byMessage = history.reduce((amount, fact) => amount + costOfFact(plan, fact), 0);
  const rents = plan.senders.map(({ class: senderClass, country }) =>
    priceOf(plan.prices, {
      item: 'numbers',
      unit: 'number-month',
      class: senderClass,
      ...(country === undefined ? {} : { country }),
    }),
  );
  const expected = rents.reduce((amount, rent) => amount + millionths(rent?.price, 1), byMessage);
  return [
    ...(totalMillionths === expected ? [] : [`costs ${totalMillionths} millionths, not ${expected}`]),
    ...(totalMillionths === sum ? [] : [`its lines cost ${sum} millionths, not ${totalMillionths}`]),
  ];
}

function costOfFact(
  plan: Plan,
  { kind, sender, country, carrier, media, segments, errorCode }: Fact,
): number {
  const { failed } = plan.prices;
  if (kind === 'failed')
    return failed === undefined || failed.freeCodes.includes(errorCode) ? 0 : millionths(failed.price, 1);
  if (kind !== 'sent') return 0;
  const route = {
    to: plan.countries[country] ?? 'ZZ',
    class: plan.senders[sender]!.class,
    carrier: plan.carriers[carrier]!.id,
  };
  const unit = media === 1 ? 'message' : 'segment';
  const units = media === 1 ? 1 : segments;
  const own = priceOf(plan.prices, { item: media === 1 ? 'media' : 'segments', unit, ...route });
  const fee = priceOf(plan.prices, { item: 'carrier-fee', unit, ...route });
  return millionths(own?.price, units) + millionths(fee?.price, units);
}

function millionths(price: string | undefined, units: number): number {
  return price === undefined ? 0 : amountMillionths(price, units);
}
