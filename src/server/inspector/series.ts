import { US_PER_SECOND } from '../../kernel/time.ts';

/** Simulated microseconds; segments waiting; requests, messages that have left, and messages delivered, so far. */
export type SeriesPoint = readonly [
  us: number,
  waiting: number,
  requests: number,
  left: number,
  delivered: number,
];

const POINTS_MAX = 600;

/** The course of a session in a bounded number of points: when there are too many, every other one goes. */
export class Series {
  points: SeriesPoint[] = [];
  /** How often all of them were gone over: what somebody has of an earlier time is not the beginning of this. */
  revision = 0;
  #stepUs: number = US_PER_SECOND;

  /** @returns from when on the next one is of use. */
  add(point: SeriesPoint): number {
    this.points.push(point);
    if (this.points.length > POINTS_MAX) {
      this.points = this.points.filter((_, index) => index % 2 === 0);
      this.#stepUs *= 2;
      this.revision += 1;
    }
    return point[0] + this.#stepUs;
  }

  clear(): void {
    this.points = [];
    this.#stepUs = US_PER_SECOND;
    this.revision += 1;
  }
}
