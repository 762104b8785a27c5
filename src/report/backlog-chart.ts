import type { Result } from '../measure/result.ts';
import { counted } from './figures-in-words.ts';
import type { Glyphs } from './glyphs.ts';
import type { Palette } from './palette.ts';
import { sparkline } from './sparkline.ts';
import { wallClockOf } from './wall-clock.ts';

const CHART_WIDTH = 76;

/** All queues together over time, with the peak and a time axis; undefined when no queue outlived an interval. */
export function backlogChart(result: Result, palette: Palette, glyphs: Glyphs): string | undefined {
  const { throughput, peakBacklogSegments, peakBacklogAtUs } = result;
  const backlog = throughput.total.backlogSegments;
  if (peakBacklogAtUs === undefined || backlog.every((segments) => segments === 0)) return undefined;
  const clock = wallClockOf(result.setting.anchor);
  const bars = sparkline(backlog, CHART_WIDTH, glyphs);
  const [from, until] = [clock.cell(0), clock.cell(result.simulatedUs)];
  const peak = `peak ${counted(peakBacklogSegments, 'segment')} ${clock.brief(peakBacklogAtUs)}`;
  const axis = from + until.padStart(Math.max(bars.length - from.length, until.length + 1));
  return [
    `${palette.strong('Backlog')}  ${palette.faint(peak)}`,
    `  ${bars}`,
    palette.faint(`  ${axis}`),
  ].join('\n');
}
