import type { Precision } from '../experiment/precision.ts';
import { UsageError } from './failure.ts';
import type { RunArguments } from './run-arguments.ts';

/** How many replications were asked for, and what runs them. */
export interface BatchRequest {
  /** With a precision: the most. */
  readonly replications: number;
  readonly precision: Precision | undefined;
  /** Whether each replication proves itself. */
  readonly proof: boolean;
  /** Undefined: as many threads as there are cores. */
  readonly workers: number | undefined;
  /** What was asked, option by option: `replications=30`. They name the report's folder and repeat the batch. */
  readonly words: readonly string[];
}

/** The most replications for a precision, unless the command line says another number. */
const MOST_FOR_PRECISION = 1000;

/**
 * The batch that a command line asks for; undefined where it asks for a single run.
 *
 * @throws UsageError where its options contradict one another.
 */
export function batchRequestOf(request: RunArguments): BatchRequest | undefined {
  const {
    replications,
    'until-precision': precision,
    'max-replications': maxReplications,
    workers,
  } = request;
  if (replications === undefined && precision === undefined) {
    refuseWithoutBatch(request);
    return undefined;
  }
  if (replications !== undefined && precision !== undefined)
    throw new UsageError('--until-precision finds the number itself; bound it with --max-replications N');
  if (replications !== undefined && maxReplications !== undefined)
    throw new UsageError('--max-replications bounds --until-precision; --replications is the number itself');
  refuseSingleRun(request);
  return {
    replications: replications ?? maxReplications ?? MOST_FOR_PRECISION,
    precision,
    proof: request['no-proof'] !== true,
    workers,
    words: wordsOf(request),
  };
}

function refuseWithoutBatch({ 'max-replications': maxReplications, workers }: RunArguments): void {
  if (maxReplications !== undefined)
    throw new UsageError('--max-replications bounds --until-precision, which is missing');
  if (workers !== undefined)
    throw new UsageError('--workers is of replications: add --replications N, or leave it out');
}

/** What belongs to a single run. */
function refuseSingleRun({ replication, messages, trace, result, journal }: RunArguments): void {
  if (journal !== undefined)
    throw new UsageError('a journal is replayed as it was, once; leave out --replications and the like');
  if (replication !== undefined)
    throw new UsageError('--replication repeats one replication; leave it out, or leave out --replications');
  if ([messages, trace, result].includes(true))
    throw new UsageError(
      '--messages, --trace and --result are of one run; for those of a replication, run it alone: --replication R',
    );
}

function wordsOf({
  replications,
  'until-precision': precision,
  'max-replications': maxReplications,
}: RunArguments): readonly string[] {
  if (precision === undefined) return [`replications=${replications}`];
  const percent = Number((precision.relative * 100).toFixed(8));
  const until = `until-precision=${precision.latency}.${precision.figure}=${percent}%`;
  return maxReplications === undefined ? [until] : [until, `max-replications=${maxReplications}`];
}
