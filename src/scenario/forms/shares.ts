import type { Share } from '../scenario.ts';
import { MILLIONTHS, type Parsed, parsed, parseShare, unreadable } from './quantities.ts';

/** One part of a whole: a country, a number of segments, an error code. */
export interface SharePart {
  readonly key: string;
  /** Whole millionths. */
  readonly millionths: number;
}

/** The parts of a map of shares, in its order; they need not make a whole. */
export function parseShares(shares: Readonly<Record<string, Share>>): Parsed<readonly SharePart[]> {
  const parts: SharePart[] = [];
  for (const [key, share] of Object.entries(shares)) {
    const millionths = parseShare(share);
    if (!millionths.ok) return unreadable(`${key}: ${millionths.why}`);
    parts.push({ key, millionths: millionths.value });
  }
  return parsed(parts);
}

/** The parts of a map of shares that must add up to 100 %, exactly. */
export function parseWhole(shares: Readonly<Record<string, Share>>): Parsed<readonly SharePart[]> {
  const parts = parseShares(shares);
  if (!parts.ok) return parts;
  const total = totalOf(parts.value);
  return total === MILLIONTHS ? parts : unreadable(`the shares add up to ${percentOf(total)}, not 100%`);
}

/** Sum of the parts in whole millionths. */
export function totalOf(parts: readonly SharePart[]): number {
  return parts.reduce((sum, { millionths }) => sum + millionths, 0);
}

/** Whole millionths as a percentage: 125000 is `12.5%`. */
export function percentOf(millionths: number): string {
  return `${millionths / (MILLIONTHS / 100)}%`;
}

/** Upper ends of the parts of [0, 1) for weights that add up to more than 0; the last is exactly 1. */
export function cumulativeOf(weights: readonly number[]): readonly number[] {
  const sums: number[] = [];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    sums.push(sum);
  }
  return sums.map((upTo) => upTo / sum);
}
