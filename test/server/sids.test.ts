import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sids } from '../../src/server/sids.ts';
import { cases } from '../seed.ts';

describe('the digits of a SID', () => {
  it('can be read back, by the same seed and kind alone', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.string(), (index, seed) => {
        const sids = new Sids(seed);
        const digits = sids.digitsOf('message', index);
        expect(digits).toMatch(/^[0-9a-f]{32}$/);
        expect(sids.indexOf('message', digits.toUpperCase())).toBe(index);
        expect(sids.indexOf('service', digits)).toBeUndefined();
        expect(new Sids(`${seed}x`).indexOf('message', digits)).toBeUndefined();
      }),
      cases(100),
    );
  });

  it('are never mistaken for others', () => {
    const sids = new Sids('7');
    const digit = fc.constantFrom(...'0123456789abcdef');
    const any = fc.oneof(
      fc.string(),
      fc.array(digit, { minLength: 32, maxLength: 32 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(any, (text) => sids.indexOf('message', text) === undefined),
      cases(200),
    );
  });
});
