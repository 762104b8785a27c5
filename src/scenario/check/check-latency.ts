import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import { sentences } from '../../document/phrases.ts';
import { parseDuration, parseShare } from '../forms/quantities.ts';
import type { LatencyEntry } from '../scenario.ts';
import { notZero } from './check-time.ts';
import { valuesOf } from './context.ts';
import type { Draft } from './draft.ts';

type Latency = Draft<LatencyEntry>;

/** The distribution of a latency. */
export function* checkLatency(latency: Latency | undefined, path: Path): Iterable<Problem> {
  if (latency === undefined) return;
  if ('uniform' in latency) yield* checkRange(latency.uniform ?? {}, [...path, 'uniform']);
  if ('exponential' in latency)
    yield* notZero(
      latency.exponential?.mean,
      [...path, 'exponential', 'mean'],
      'An exponential latency has a mean above zero',
    );
  if ('lognormal' in latency && latency.lognormal !== undefined)
    yield* checkLognormal(latency.lognormal, [...path, 'lognormal']);
  if ('weibull' in latency) {
    yield* notZero(
      latency.weibull?.scale,
      [...path, 'weibull', 'scale'],
      'A Weibull latency has a scale above zero',
    );
    yield* aboveZero(latency.weibull?.shape, [...path, 'weibull', 'shape']);
  }
  if ('empirical' in latency) yield* checkTable(latency.empirical ?? {}, [...path, 'empirical']);
}

function usOf(duration: string | undefined): number | undefined {
  const reading = duration === undefined ? undefined : parseDuration(duration);
  return reading?.ok ? reading.value : undefined;
}

function* checkRange(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  path: Path,
): Iterable<Problem> {
  const [low, high] = [usOf(from), usOf(to)];
  if (low !== undefined && high !== undefined && high < low)
    yield {
      code: 'MP504',
      path: [...path, 'to'],
      message: `The range ends (${to}) before it begins (${from}).`,
    };
}

type Lognormal = NonNullable<Extract<Latency, { lognormal?: unknown }>['lognormal']>;

function* checkLognormal(lognormal: Lognormal, path: Path): Iterable<Problem> {
  if ('mean' in lognormal) {
    yield* notZero(lognormal.mean, [...path, 'mean'], 'A log-normal latency has a mean above zero');
    yield* aboveZero(lognormal.cv, [...path, 'cv']);
    return;
  }
  if (!('p50' in lognormal)) return;
  yield* notZero(lognormal.p50, [...path, 'p50'], 'A log-normal latency has a median above zero');
  if ('sigma' in lognormal) yield* aboveZero(lognormal.sigma, [...path, 'sigma']);
  if (!('p95' in lognormal)) return;
  const [p50, p95] = [usOf(lognormal.p50), usOf(lognormal.p95)];
  if (p50 !== undefined && p95 !== undefined && p95 <= p50) {
    yield {
      code: 'MP503',
      path: [...path, 'p95'],
      message: `p95 (${lognormal.p95}) is not above p50 (${lognormal.p50}).`,
    };
  }
}

function* aboveZero(value: number | undefined, path: Path): Iterable<Problem> {
  if (value !== undefined && value <= 0)
    yield { code: 'MP505', path, message: `"${path.at(-1)}" is ${value}, and must be above 0.` };
}

function* checkTable(table: Readonly<Record<string, string | undefined>>, path: Path): Iterable<Problem> {
  const points: { share: number; us: number | undefined; path: Path; written: string }[] = [];
  for (const [key, duration, at] of valuesOf(table, path)) {
    const share = parseShare(key);
    if (share.ok) points.push({ share: share.value, us: usOf(duration), path: at, written: key });
    else yield { code: 'MP218', path: at, at: 'key', ...sentences(share.why) };
  }
  points.sort((a, b) => a.share - b.share);
  for (const [place, point] of points.entries()) {
    const before = points[place - 1];
    if (before?.us === undefined || point.us === undefined) continue;
    if (point.share === before.share)
      yield {
        code: 'MP506',
        path: point.path,
        at: 'key',
        message: `${before.written} and ${point.written} are the same share.`,
      };
    else if (point.us < before.us)
      yield {
        code: 'MP506',
        path: point.path,
        message: `The latency at ${point.written} is below the one at ${before.written}.`,
      };
  }
}
