import { ESTIMATED } from '../experiment/pooled.ts';
import type { Precision } from '../experiment/precision.ts';
import { LATENCIES } from '../measure/result.ts';
import { once } from './command.ts';
import { UsageError } from './failure.ts';

export const REPLICATIONS_MAX = 100_000;
export const WORKERS_MAX = 1024;

const PRECISION = /^(?:([a-z_]+)\.)?([a-z]\w+)=(\d{1,3}(?:\.\d{1,6})?)%$/;

/** Reads `p95=2%` or `queue_wait.mean=1%`. */
export function precisionAsked(value: string | readonly string[] | undefined): Precision | undefined {
  const text = once('until-precision')(value);
  if (text === undefined) return undefined;
  const [, metric = 'end_to_end', statistic, percent] = PRECISION.exec(text) ?? [];
  const latency = LATENCIES.find((one) => one === metric);
  const figure = ESTIMATED.find((one) => one === statistic);
  if (latency === undefined || figure === undefined || !(Number(percent) > 0)) {
    throw new UsageError(
      `--until-precision takes a figure and a part of it, such as p95=2% or queue_wait.mean=1%, not "${text}"; ` +
        `metrics are ${LATENCIES.join(', ')}, figures ${ESTIMATED.join(', ')}`,
    );
  }
  return { latency, figure, relative: Number(percent) / 100 };
}
