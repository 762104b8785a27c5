/** `1..500` or `20` as least and most, from 1 on; undefined for anything else. */
export function readCountRange(text: string): readonly [least: number, most: number] | undefined {
  const match = /^\s*(\d{1,5})\s*(?:\.\.\s*(\d{1,5})\s*)?$/.exec(text);
  if (match === null) return undefined;
  const least = Number(match[1]);
  const most = Number(match[2] ?? match[1]);
  return least >= 1 && most >= least ? [least, most] : undefined;
}
