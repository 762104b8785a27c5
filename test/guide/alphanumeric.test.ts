import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { costOf } from '../../src/experiment/cost.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { simulate } from '../../src/simulate.ts';
import { ALL_DELIVERED, codesOf, fromOneNumber, run, type ToldRun } from './guide.ts';

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

  it('is one-way: nobody can write to it', () => {
    const told = run(fromOneNumber(['{ id: t, from: a, arrivals: { trace: x.csv } }']), {
      'x.csv': 'time,to,body\n0,ACME,Hi\n0,+447911123456,Hi\n',
    });
    expect(codesOf(told)).toEqual([21211, 0]);
  });

  it('costs nothing beside its messages', () => {
    const reading = readScenarioText(
      'cost.yaml',
      'senders: [{ id: a, alphanumeric: ACME }]\ntraffic: [{ id: t, from: a, to: { GB: 100% }, body: "Hi", arrivals: { batch: 5, at: 0s } }]',
      filesFromRecord({}),
    );
    if (!reading.ok) throw new Error('the scenario is wrong');
    const { lines, unpriced } = costOf(compile(reading.scenario), simulate(reading.scenario));
    expect(lines.map(({ item, quantity }) => [item, quantity])).toEqual([['segments', 5]]);
    expect(unpriced.map(({ item }) => item)).not.toContain('numbers');
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
