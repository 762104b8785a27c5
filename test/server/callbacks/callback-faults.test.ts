import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../../src/messaging/status.ts';
import { type CallbackFaults, callbackFate } from '../../../src/server/callbacks/callback-faults.ts';
import { readCallbackFaults } from '../../../src/server/callbacks/read-faults.ts';
import { cases } from '../../seed.ts';

const messages = Array.from({ length: 10_000 }, (_, message) => message);

describe('faults of callbacks', () => {
  it('leave all as it is when there are none', () => {
    const fate = { isDropped: false, copies: 1, isHeldBack: false, delayUs: 0 };
    expect(callbackFate({}, '1', 0, 'sent')).toEqual(fate);
    const zero = { late: { share: 0, byUs: 5 }, duplicated: 0, outOfOrder: 0, dropped: 0 };
    expect(messages.map((message) => callbackFate(zero, '1', message, 'sent'))).toEqual(
      messages.map(() => fate),
    );
  });

  it('befall all at a share of 1', () => {
    const all = { late: { share: 1, byUs: 5 }, duplicated: 1, outOfOrder: 1, dropped: 1 };
    expect(callbackFate(all, '1', 3, 'sent')).toEqual({
      isDropped: true,
      copies: 2,
      isHeldBack: true,
      delayUs: 5,
    });
  });

  it('befall about the share that is said, each fault by itself', () => {
    const faults: CallbackFaults = {
      late: { share: 0.1, byUs: 7 },
      duplicated: 0.2,
      outOfOrder: 0.3,
      dropped: 0.4,
    };
    const fates = messages.map((message) => callbackFate(faults, '1', message, 'sent'));
    const shareOf = (holds: (fate: (typeof fates)[number]) => boolean): number =>
      fates.filter(holds).length / fates.length;
    // Five standard deviations of 10,000 draws are 0.025 at most.
    expect(Math.abs(shareOf(({ delayUs }) => delayUs === 7) - 0.1)).toBeLessThan(0.025);
    expect(Math.abs(shareOf(({ copies }) => copies === 2) - 0.2)).toBeLessThan(0.025);
    expect(Math.abs(shareOf(({ isHeldBack }) => isHeldBack) - 0.3)).toBeLessThan(0.025);
    expect(Math.abs(shareOf(({ isDropped }) => isDropped) - 0.4)).toBeLessThan(0.025);
    expect(Math.abs(shareOf(({ isDropped, copies }) => isDropped && copies === 2) - 0.08)).toBeLessThan(
      0.025,
    );
  });

  it('befall the same callbacks in each run, others with another seed, and more with a greater share', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(),
        fc.constantFrom(...STATUSES),
        share,
        share,
        (seed, message, status, a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          const fate = callbackFate({ dropped: less, duplicated: 0.5 }, seed, message, status);
          expect(callbackFate({ dropped: less, duplicated: 0.5 }, seed, message, status)).toEqual(fate);
          if (fate.isDropped)
            expect(callbackFate({ dropped: more }, seed, message, status).isDropped).toBe(true);
        },
      ),
      cases(200),
    );
    const droppedWith = (seed: string): readonly number[] =>
      messages.filter((message) => callbackFate({ dropped: 0.5 }, seed, message, 'sent').isDropped);
    expect(droppedWith('1')).not.toEqual(droppedWith('2'));
  });

  it('never hold back a callback behind which none comes', () => {
    const heldBack = STATUSES.filter((status) => callbackFate({ outOfOrder: 1 }, '1', 0, status).isHeldBack);
    expect(heldBack).toEqual(['accepted', 'scheduled', 'queued', 'sending', 'sent']);
  });
});

describe('fault switches in JSON', () => {
  it('are read with shares and durations as a scenario writes them', () => {
    const written = {
      late: { share: '10%', by: '1m30s' },
      duplicated: 0.05,
      out_of_order: '0.5%',
      dropped: '1%',
    };
    expect(readCallbackFaults(written)).toEqual({
      ok: true,
      faults: { late: { share: 0.1, byUs: 90_000_000 }, duplicated: 0.05, outOfOrder: 0.005, dropped: 0.01 },
    });
  });

  it('are all off where none is named', () => {
    expect(readCallbackFaults({})).toEqual({ ok: true, faults: {} });
  });

  it.each([
    ['no object', 'dropped', 'Write the faults as an object, such as {"dropped":"1%"}.'],
    ['nothing', undefined, 'Write the faults as an object, such as {"dropped":"1%"}.'],
    ['a list', [], 'Write the faults as an object, such as {"dropped":"1%"}.'],
    ['a misspelt fault', { droped: '1%' }, 'No fault is called droped; did you mean dropped?'],
    [
      'an unknown fault',
      { toString: 1 },
      'No fault is called toString; there are late, duplicated, out_of_order, dropped.',
    ],
    ['more than all', { dropped: '101%' }, 'dropped: 101% is more than 100%.'],
    ['no share', { duplicated: null }, 'duplicated: "null" is not a share; write 12.5% or 0.125.'],
    ['less than none', { dropped: -1 }, 'dropped: "-1" is not a share; write 12.5% or 0.125.'],
    ['late without a part', { late: { share: 1 } }, 'late: by is missing; write {"share":"10%","by":"30s"}.'],
    ['late as a share', { late: '10%' }, 'late: write {"share":"10%","by":"30s"}.'],
    [
      'a bad duration',
      { late: { share: 1, by: 5 } },
      'late.by: "5" is not a duration; write 5s, 250ms, 90m or 1h30m.',
    ],
    [
      'an unknown part',
      { late: { share: 1, by: '5s', for: 1 } },
      'late: No part is called for; there are share, by.',
    ],
  ])('are refused in words: %s', (_, written, why) => {
    expect(readCallbackFaults(written)).toEqual({ ok: false, why });
  });
});
