import { describe, expect, it } from 'vitest';
import { Levels } from '../../src/measure/levels.ts';

describe('the levels of the queues', () => {
  it('know the highest backlog, when it was first reached, and the last departure', () => {
    const levels = new Levels(1);
    levels.changed(0, 3, 3, 10);
    levels.segmentLeft(0, 20);
    levels.changed(0, 1, 3, 30);
    levels.segmentLeft(0, 40);
    expect(levels.of(0)).toEqual({
      peakBacklogSegments: 3,
      peakBacklogAtUs: 10,
      segmentsLeft: 2,
      drainedAtUs: 40,
    });
  });

  it('are kept for each sender and for all together, whose peak is not the sum of theirs', () => {
    const levels = new Levels(2);
    levels.changed(0, 4, 4, 0);
    for (const us of [1, 2, 3]) levels.segmentLeft(0, us);
    levels.changed(1, 4, 4, 5);
    expect(levels.of(0)).toMatchObject({
      peakBacklogSegments: 4,
      peakBacklogAtUs: 0,
      segmentsLeft: 3,
      drainedAtUs: 3,
    });
    expect(levels.of(1)).toMatchObject({ peakBacklogSegments: 4, peakBacklogAtUs: 5, segmentsLeft: 0 });
    expect(levels.ofAll()).toEqual({
      peakBacklogSegments: 5,
      peakBacklogAtUs: 5,
      segmentsLeft: 3,
      drainedAtUs: 3,
    });
  });

  it('say nothing of when nothing happened', () => {
    for (const none of [new Levels(1).of(0), new Levels(1).ofAll()])
      expect(none).toEqual({
        peakBacklogSegments: 0,
        peakBacklogAtUs: undefined,
        segmentsLeft: 0,
        drainedAtUs: undefined,
      });
  });
});
