import { describe, expect, it } from 'vitest';
import {
  DEFAULT_OVERRIDES,
  readConnectionOverrides,
} from '../../../src/server/callbacks/connection-overrides.ts';

describe('connection overrides', () => {
  it('are the defaults where there are none: one retry, after failures to connect only', () => {
    expect(readConnectionOverrides('')).toEqual({
      ok: true,
      overrides: {
        connectTimeoutMs: 5000,
        readTimeoutMs: 15_000,
        totalTimeoutMs: 15_000,
        retries: 1,
        retryOn: ['ct'],
      },
    });
  });

  it('are read in any order', () => {
    expect(readConnectionOverrides('rp=ct,rt,5xx&tt=15000&rc=2&ct=100&rt=200')).toEqual({
      ok: true,
      overrides: {
        connectTimeoutMs: 100,
        readTimeoutMs: 200,
        totalTimeoutMs: 15_000,
        retries: 2,
        retryOn: ['ct', 'rt', '5xx'],
      },
    });
  });

  it('call all failures all', () => {
    expect(readConnectionOverrides('rp=all')).toMatchObject({
      overrides: { retryOn: ['ct', 'rt', '4xx', '5xx'] },
    });
  });

  it('may choose a way into the network, which changes nothing here', () => {
    const reading = readConnectionOverrides('e=ashburn&sni=y');
    expect(reading).toEqual({ ok: true, overrides: DEFAULT_OVERRIDES });
  });

  it.each(['rc=0', 'rc=5', 'ct=10000', 'rt=100', 'rt=15000', 'tt=100'])('take %s', (fragment) => {
    expect(readConnectionOverrides(fragment).ok).toBe(true);
  });

  it.each([
    ['rc=6', '#rc=6: rc takes 0 to 5 retries.'],
    ['rc=', '#rc=: rc takes 0 to 5 retries.'],
    ['ct=99', '#ct=99: ct takes 100 to 10000 milliseconds.'],
    ['ct=10001', '#ct=10001: ct takes 100 to 10000 milliseconds.'],
    ['rt=15001', '#rt=15001: rt takes 100 to 15000 milliseconds.'],
    ['tt=1e3', '#tt=1e3: tt takes 100 to 15000 milliseconds.'],
    ['rp=ct,3xx', '#rp=ct,3xx: rp takes one or more of ct, rt, 4xx, 5xx, all with commas.'],
    ['rp=', '#rp=: rp takes one or more of ct, rt, 4xx, 5xx, all with commas.'],
    ['rc=2&top', '#top: no override is called top; there are ct, rt, tt, rc, rp, e, r, sni.'],
    ['toString=1', '#toString=1: no override is called toString; there are ct, rt, tt, rc, rp, e, r, sni.'],
  ])('are refused in words: %s', (fragment, why) => {
    expect(readConnectionOverrides(fragment)).toEqual({ ok: false, why });
  });
});
