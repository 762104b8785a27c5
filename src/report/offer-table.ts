import type { OfferedLoad } from '../measure/offers.ts';
import type { Result } from '../measure/result.ts';
import { grouped, shortDuration } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { clip, table, wrap } from './table.ts';

/** Streams that the terminal report shows. */
const STREAMS_SHOWN = 6;

/**
 * What clients wanted to send against what they submitted, and how long their messages took from there: of streams
 * with hours, a pace or retries; undefined when there are none.
 */
export function offerTable({ offeredLoads, setting }: Result, palette: Palette): string | undefined {
  const loads = offeredLoads.flatMap((load, stream) =>
    load === undefined ? [] : [[clip(setting.traffic[stream]!.id, 17), load] as const],
  );
  if (loads.length === 0) return undefined;
  const shown = loads.slice(0, STREAMS_SHOWN);
  const more = loads.length - shown.length;
  const timed = shown.filter(([, { endToEnd }]) => endToEnd.n > 0);
  return [
    table(
      ['Offered load', 'offered', 'attempts', 'accepted', 'postponed', 'at most'],
      shown.map(([id, load]) => [id, ...loadCells(load)]),
      palette,
    ),
    ...(timed.length === 0
      ? []
      : [
          table(
            ['Offer to receipt', 'n', 'mean', 'p50', 'p90', 'p95', 'p99', 'max'],
            timed.map(([id, load]) => [id, ...latencyCells(load)]),
            palette,
          ),
        ]),
    ...(more > 0 ? [palette.faint(`  and ${more} more streams in summary.json`)] : []),
    ...heldBackLines(loads).map(palette.faint),
  ].join('\n');
}

function loadCells(load: OfferedLoad): readonly string[] {
  const { offered, attempts, accepted, postponed, longestPostponedUs } = load;
  const longest = postponed === 0 ? '-' : shortDuration(longestPostponedUs);
  return [...[offered, attempts, accepted, postponed].map(grouped), longest];
}

function heldBackLines(loads: readonly (readonly [id: string, load: OfferedLoad])[]): readonly string[] {
  const held = loads.flatMap(([id, load]) => (load.heldBack > 0 ? [`${id} ${grouped(load.heldBack)}`] : []));
  return held.length === 0 ? [] : wrap(`Never submitted, as the run ended first: ${held.join(', ')}.`, 2, 2);
}

function latencyCells({ endToEnd }: OfferedLoad): readonly string[] {
  // With n above 0 the mean and every quantile are there.
  const quantilesUs = [0.5, 0.9, 0.95, 0.99].map((share) => endToEnd.quantileUs(share)!);
  return [grouped(endToEnd.n), ...[endToEnd.meanUs!, ...quantilesUs, endToEnd.maxUs].map(shortDuration)];
}
