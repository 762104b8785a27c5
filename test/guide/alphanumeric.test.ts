import { describe, expect, it } from 'vitest';
import { ALL_DELIVERED, run, type ToldRun } from './guide.ts';

function fromName(to: string, more = ''): ToldRun {
  return run(
    [
      'senders: [{ id: a, alphanumeric: ACME }]',
      ALL_DELIVERED,
      more,
      `traffic: [{ id: t, from: a, to: { ${to}: 100% }, body: "Hi", arrivals: { batch: 2, at: 0s } }]`,
    ].join('\n'),
  );
}

describe('an alphanumeric sender', () => {
  it('stands in From in place of a number', () => {
    expect(fromName('GB').messages.map(({ status, sender }) => [status, sender])).toEqual([
      ['delivered', 'a'],
      ['delivered', 'a'],
    ]);
  });

  it('is taken only where the destination supports it', () => {
    for (const country of ['US', 'CA', 'BE'])
      expect(fromName(country).messages.map(({ status, code }) => [status, code])).toEqual([
        ['refused', 21612],
        ['refused', 21612],
      ]);
    for (const country of ['GB', 'DE', 'FR']) expect(fromName(country).messages[0]!.code).toBe(0);
  });

  it('needs a letter and eleven characters at the most', () => {
    const named = (name: string) => () =>
      run(
        `senders: [{ id: a, alphanumeric: "${name}" }]\ntraffic: [{ id: t, from: a, to: { GB: 100% }, body: "Hi", arrivals: { batch: 1, at: 0s } }]`,
      );
    expect(named('ACME 2024 OK')).toThrow();
    expect(named('12345')).toThrow();
    expect(named('ACME 2024')).not.toThrow();
  });
});
