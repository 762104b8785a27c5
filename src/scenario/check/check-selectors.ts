import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { anyOf, listOf } from '../../document/phrases.ts';
import { describeError } from '../../rulebooks/errors.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import { FLOWING_STATUSES, metricsWith, SELECTORS, selectorsOf } from '../forms/expectations.ts';
import type { ExpectedMetric } from '../plan.ts';
import type { ExpectationEntry } from '../scenario.ts';
import { carrierNameProblem } from './check-carriers.ts';
import { type Context, valuesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { senderNameProblem } from './sender-names.ts';

type Selectors = NonNullable<Draft<ExpectationEntry>['of']>;

/**
 * What an expectation looks at: names that there are, and selectors that tell something about the metric.
 *
 * @param metric undefined where it cannot be read.
 */
export function* checkSelectors(
  context: Context,
  of: Selectors,
  metric: ExpectedMetric | undefined,
  path: Path,
): Iterable<Problem> {
  yield* checkNames(context, of, path);
  if (metric === undefined) return;
  const fitting = selectorsOf(metric);
  for (const name of SELECTORS.filter((selector) => selector in of)) {
    if (!fitting.includes(name)) yield misfit(metric, name, [...path, name]);
  }
  if (fitting.includes('status')) yield* checkStatus(context, of, metric, [...path, 'status']);
  if (fitting.includes('code')) yield* checkCode(context, of, metric, [...path, 'code']);
}

function* checkNames(
  context: Context,
  { traffic, sender, carrier }: Selectors,
  path: Path,
): Iterable<Problem> {
  const problems = [
    traffic === undefined ? undefined : streamNameProblem(context, traffic, [...path, 'traffic']),
    sender === undefined
      ? undefined
      : senderNameProblem(context.senders, sender, [...path, 'sender'], context.serviceIds),
    carrier === undefined ? undefined : carrierNameProblem(context, carrier, [...path, 'carrier']),
  ];
  yield* problems.filter((problem) => problem !== undefined);
}

function streamNameProblem({ streamIds }: Context, name: string, path: Path): Problem | undefined {
  if (streamIds === undefined || streamIds.includes(name)) return undefined;
  const near = didYouMean(name, streamIds);
  const help =
    near === undefined
      ? `Use one of the streams: ${streamIds.slice(0, 8).join(', ')}.`
      : `Did you mean "${near}"?`;
  return { code: 'MP610', path, message: `There is no stream "${name}".`, help };
}

function misfit(metric: ExpectedMetric, selector: (typeof SELECTORS)[number], path: Path): Problem {
  const help =
    selector === 'code'
      ? `Remove it; only ${listOf(metricsWith('code'))} have error codes.`
      : `Remove it; ${metric} can be told apart only by ${anyOf(selectorsOf(metric))}.`;
  return {
    code: 'MP609',
    path,
    at: 'key',
    message: `The selector "${selector}" does not fit ${metric}.`,
    help,
  };
}

function* checkStatus(
  { rulebook }: Context,
  { status }: Selectors,
  metric: ExpectedMetric,
  path: Path,
): Iterable<Problem> {
  const counted: readonly string[] | undefined =
    metric === 'throughput' ? FLOWING_STATUSES : rulebook?.callbacks.statuses;
  if (status === undefined || counted === undefined || counted.includes(status)) return;
  const message =
    metric === 'throughput'
      ? `Throughput does not count messages that become ${status}.`
      : `The rulebook calls nobody back for ${status}.`;
  yield { code: 'MP328', path, message, help: `Use ${anyOf(counted)}.` };
}

/** A code that nothing in the scenario can give: the count would be 0 whatever happens. */
function* checkCode(
  { draft, rulebook }: Context,
  { code }: Selectors,
  metric: ExpectedMetric,
  path: Path,
): Iterable<Problem> {
  if (code === undefined || rulebook === undefined || codesOf(rulebook).includes(code)) return;
  if (metric === 'undelivered' && carriersGive(draft, code)) return;
  const entry = describeError(code);
  if (entry === undefined)
    yield { code: 'MP508', path, message: `The error code ${code} is not in the catalogue.` };
  else if (!entry.surfaces.some((surface) => surface === metric))
    yield {
      code: 'MP329',
      path,
      message: `${code} (${entry.title}) shows as ${anyOf(entry.surfaces)}, never as ${metric}.`,
    };
}

/** Codes that the rulebook gives by itself: they may be its own, and what they end as is for it to say. */
function codesOf({ acceptance, overflow, validity }: Rulebook): readonly number[] {
  return [...acceptance.map(({ code }) => code), overflow.direct.code, overflow.service.code, validity.code];
}

function carriersGive({ carriers, incidents }: Context['draft'], code: number): boolean {
  const outcomes = [
    ...[...valuesOf(carriers, [])].map(([, carrier]) => carrier.outcomes),
    ...(incidents ?? []).map((incident) => incident?.outcomes),
  ];
  return outcomes.some((one) => Object.hasOwn(one?.undelivered ?? {}, String(code)));
}
