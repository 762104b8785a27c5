import { describe, expect, test } from 'vitest';
import {
  isFinal,
  isInitial,
  isLegal,
  STATUS_CODE,
  STATUSES,
  type Status,
} from '../../src/messaging/status.ts';

const LEGAL = [
  'accepted > queued',
  'accepted > failed',
  'scheduled > queued',
  'scheduled > canceled',
  'scheduled > failed',
  'queued > sending',
  'queued > failed',
  'queued > canceled',
  'sending > sent',
  'sending > failed',
  'sent > delivered',
  'sent > undelivered',
];

describe('The life of a message', () => {
  test('knows exactly the documented transitions', () => {
    const found = STATUSES.flatMap((from) =>
      STATUSES.filter((to) => isLegal(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(found.sort()).toEqual([...LEGAL].sort());
  });

  test('ends as delivered, undelivered, failed or canceled; sent may still get a receipt', () => {
    expect(STATUSES.filter(isFinal)).toEqual(['delivered', 'undelivered', 'failed', 'canceled']);
  });

  test('begins as accepted, scheduled or queued, into which nothing but they lead', () => {
    const initial = STATUSES.filter(isInitial);
    expect(initial).toEqual(['accepted', 'scheduled', 'queued']);
    const after = initial.flatMap((to) => STATUSES.filter((from) => isLegal(from, to)));
    expect(after).toEqual(['accepted', 'scheduled']);
  });

  test('can reach every status from a beginning', () => {
    const reached = new Set<Status>(STATUSES.filter(isInitial));
    for (const from of reached) for (const to of STATUSES) if (isLegal(from, to)) reached.add(to);
    expect(reached.size).toBe(STATUSES.length);
  });
});

test('A status code leads back to its status', () => {
  expect(STATUSES.map((status) => STATUS_CODE[status])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});
