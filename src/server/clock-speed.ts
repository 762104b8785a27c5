/** The speed of a clock in words: `manual`, `real`, `60x`. */
export function speedWord(speed: number): string {
  return speed === 0 ? 'manual' : speed === 1 ? 'real' : `${speed}x`;
}

/** Simulated seconds in a second; 0 for a manual clock; undefined when the word is none. Up to 1,000,000x. */
export function parseSpeed(word: string): number | undefined {
  if (word === 'manual') return 0;
  if (word === 'real') return 1;
  const [, digits] = /^(\d{1,7}(?:\.\d{1,6})?)x$/.exec(word) ?? [];
  const speed = Number(digits);
  return speed > 0 && speed <= 1_000_000 ? speed : undefined;
}
