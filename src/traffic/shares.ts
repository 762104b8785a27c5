/** The place whose part of [0, 1) holds `u`. O(places); there are few. */
export function placeOf(cumulative: readonly number[], u: number): number {
  let place = 0;
  while (u >= cumulative[place]!) place += 1;
  return place;
}
