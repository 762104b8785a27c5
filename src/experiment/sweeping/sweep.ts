import type { Change } from '../../scenario/changes.ts';
import type { SweptScenario } from '../../scenario/read-sweep.ts';
import type { Design } from '../../scenario/sweep-designs.ts';
import { changesOf } from '../../scenario/swept-cells.ts';
import { type Job, type JobExecutor, type JobFigures, jobsInThisThread } from './cell-job.ts';
import { type CellOutcome, outcomeOf } from './cell-outcome.ts';
import { type CellValues, cellsOf, placesOf, type Shard } from './cells.ts';

/** What a sweep is, whatever came of it: plain data. */
export interface SweepSheet {
  /** Name of the scenario. */
  readonly scenario: string;
  readonly rulebook: string;
  readonly seed: string;
  readonly design: Design;
  /** Runs of each cell that chance can change. */
  readonly replications: number;
  readonly swept: readonly SweptPath[];
  /** All cells, also those of other parts. */
  readonly cells: readonly CellValues[];
}

/** A path that is swept. */
export interface SweptPath {
  readonly path: string;
  /** As written; of a range that is drawn from, its ends. */
  readonly values: readonly string[];
}

/** What a sweep found: plain data, from which its reports are made. */
export interface SweepResult extends SweepSheet {
  /** The part that was run; undefined: the whole. */
  readonly shard: Shard | undefined;
  /** In the order of the cells. */
  readonly outcomes: readonly CellOutcome[];
}

/** How a sweep is run, and who hears of it. */
export interface SweepOptions {
  /** Default: in this thread. */
  readonly executor?: JobExecutor;
  /** When aborted, no more runs are begun, and the sweep rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  readonly shard?: Shard | undefined;
  /** What a run came to that was made earlier; it is not made again. */
  readonly finished?: (job: Job) => JobFigures | undefined;
  /** Hears of each run that is made, at once. */
  readonly onFinished?: (job: Job, figures: JobFigures) => void;
  /** Hears how many runs are done, those made earlier included, of how many that are known to be needed. */
  readonly onProgress?: (done: number, most: number) => void;
}

/** What a sweep is to run, without running it; undefined where the scenario has none. */
export function sheetOf({ scenario, sweep }: SweptScenario): SweepSheet | undefined {
  if (sweep === undefined) return undefined;
  const { design, replications, swept } = sweep;
  return {
    scenario: scenario.name,
    rulebook: scenario.rulebook,
    seed: scenario.seed,
    design,
    replications,
    swept: swept.map(({ path, values }) => ({ path, values })),
    cells: cellsOf(sweep, scenario.seed),
  };
}

/**
 * Runs every cell of a sweep and pools its replications: the same result with any executor and in any order, whatever
 * was finished earlier. A cell that leaves nothing to chance is run once.
 *
 * @throws Error where the scenario has no sweep, or a cell of it cannot be read.
 */
export async function sweep(swept: SweptScenario, options: SweepOptions = {}): Promise<SweepResult> {
  const sheet = sheetOf(swept);
  if (sheet === undefined) throw new Error('the scenario has nothing to sweep: add sweep, or vary');
  const places = placesOf(sheet.cells.length, options.shard);
  const [mistake] = swept.mistakesIn(places.map((place) => sheet.cells[place]!));
  if (mistake !== undefined) throw new Error(`${mistake.message} ${mistake.help}`);
  const { executor = jobsInThisThread(swept.document()) } = options;
  const figures = await runCells(sheet, places, { ...options, executor });
  return resultOf(sheet, options.shard, (place) => figures.get(place)!);
}

/** The result of the runs of all cells of a sweep, or of a part of it. */
export function resultOf(
  sheet: SweepSheet,
  shard: Shard | undefined,
  figuresOf: (place: number) => readonly JobFigures[],
): SweepResult {
  const places = placesOf(sheet.cells.length, shard);
  const outcomes = places.map((place) => outcomeOf(place, sheet.cells[place]!, figuresOf(place)));
  return { ...sheet, shard, outcomes };
}

/** The run of a cell, as executors take it. */
export function jobOf(sheet: SweepSheet, place: number, replication: number): Job {
  const changes: readonly Change[] = changesOf(sheet, sheet.cells[place]!);
  return { changes, replication };
}

type Figures = Map<number, JobFigures[]>;

/** First one run of each cell, which tells whether chance has a part in it; then all others. */
async function runCells(
  sheet: SweepSheet,
  places: readonly number[],
  options: SweepOptions & { readonly executor: JobExecutor },
): Promise<Figures> {
  const found: Figures = new Map(places.map((place) => [place, []]));
  const progress = { done: 0, most: places.length };
  await runAll(
    sheet,
    places.map((place) => [place, 0] as const),
    options,
    found,
    progress,
  );
  const others = places
    .filter((place) => found.get(place)![0]!.isRandom)
    .flatMap((place) =>
      Array.from({ length: sheet.replications - 1 }, (_, later) => [place, later + 1] as const),
    );
  progress.most += others.length;
  await runAll(sheet, others, options, found, progress);
  return found;
}

/** Runs each (cell, replication) unless it is finished, no more at a time than the executor runs at once. */
async function runAll(
  sheet: SweepSheet,
  runs: readonly (readonly [place: number, replication: number])[],
  { executor, signal, finished, onFinished, onProgress }: SweepOptions & { readonly executor: JobExecutor },
  found: Figures,
  progress: { done: number; readonly most: number },
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let run = runs[next]; run !== undefined; run = runs[next]) {
      next += 1;
      signal?.throwIfAborted();
      const [place, replication] = run;
      const job = jobOf(sheet, place, replication);
      let figures = finished?.(job);
      if (figures === undefined) {
        figures = await executor.run(job, signal);
        onFinished?.(job, figures);
      }
      found.get(place)![replication] = figures;
      progress.done += 1;
      onProgress?.(progress.done, progress.most);
    }
  };
  await Promise.all(Array.from({ length: executor.atOnce }, work));
}
