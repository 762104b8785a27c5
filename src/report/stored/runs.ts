import { type Form, Misfit } from './form.ts';

/**
 * A column of numbers as JSON has it, where many neighbours are equal: a number, and behind it `x599` for 599 more of
 * them.
 */
export type Runs = readonly (number | string)[];

/** The column in short. */
export function runsOf(column: ArrayLike<number>): Runs {
  const runs: (number | string)[] = [];
  for (let place = 0; place < column.length; ) {
    const value = column[place]!;
    let end = place + 1;
    while (end < column.length && column[end] === value) end += 1;
    runs.push(value);
    if (end - place > 1) runs.push(`x${end - place - 1}`);
    place = end;
  }
  return runs;
}

/** The column in full, which has `length` numbers. */
export function columnOf(runs: Runs, length: number): Float64Array {
  const column = new Float64Array(length);
  let place = 0;
  let value = 0;
  for (const run of runs) {
    const count = typeof run === 'number' ? 1 : moreOf(run);
    if (typeof run === 'number') value = run;
    column.fill(value, place, place + count);
    place += count;
  }
  return column;
}

/** Columns of whole numbers that have neither more nor fewer than `length` of them. */
export function runsForm(length: number, min: number, max: number = Number.MAX_SAFE_INTEGER): Form<Runs> {
  return {
    write: (runs) => runs,
    read(json, at) {
      if (!Array.isArray(json)) throw new Misfit(at, 'a list of numbers');
      const isRight = (run: unknown, place: number): run is number | string =>
        typeof run === 'string' ? place > 0 && moreOf(run) > 0 : isWhole(run, min, max);
      const place = json.findIndex((run, at) => !isRight(run, at));
      if (place !== -1)
        throw new Misfit(
          `${at}[${place}]`,
          `a whole number from ${min} on, or such as "x3" for three more of it`,
        );
      const found = json.reduce<number>((sum, run) => sum + (typeof run === 'number' ? 1 : moreOf(run)), 0);
      if (found !== length) throw new Misfit(at, `${length} numbers, not ${found}`);
      return json;
    },
  };
}

/** 0 for a text that says no such thing. */
function moreOf(run: string): number {
  return /^x\d{1,15}$/.test(run) ? Number(run.slice(1)) : 0;
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}
