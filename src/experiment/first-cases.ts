import type { Variable } from '../scenario/read-varied.ts';

/** Corners of all ranges together are looked at up to this number of variables: 32 cases. */
const CORNERS_OF = 5;

/**
 * The cases that are looked at before any is drawn, by the steps of each variable: the scenario as written, each value
 * alone at either end of its range, then all values at an end at once. Overload breaks plans at their ends.
 */
export function firstCases(
  variables: readonly Pick<Variable, 'down' | 'up'>[],
): readonly (readonly number[])[] {
  const asWritten = variables.map(() => 0);
  const ends = variables.map(({ down, up }) => [...new Set([up, down])]);
  const alone = ends.flatMap((own, place) => own.map((end) => asWritten.with(place, end)));
  const cases = [asWritten, ...alone, ...(variables.length > CORNERS_OF ? [] : cornersOf(ends))];
  return [...new Map(cases.map((steps) => [String(steps), steps])).values()];
}

function cornersOf(ends: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return ends.reduce<readonly (readonly number[])[]>(
    (corners, own) => corners.flatMap((corner) => own.map((end) => [...corner, end])),
    [[]],
  );
}
