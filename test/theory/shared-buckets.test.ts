import { describe, expect, it } from 'vitest';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { Fact } from '../../src/laws/history.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { runOf } from '../runs.ts';
import { STREAM, scenarioWith } from '../scenario/scenarios.ts';

/** When messages were sent, in seconds, in the order in which they were. */
function sentOf(changes: Partial<Scenario>, which: (fact: Fact) => boolean = () => true): readonly number[] {
  const { history } = runOf(compile(scenarioWith(changes)));
  return history
    .filter((fact) => fact.kind === 'sent' && which(fact))
    .map(({ lastSegmentAtUs }) => lastSegmentAtUs / US_PER_SECOND);
}

/** 0, 1, 2 and so on, so many of them. */
function places(count: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => place);
}

describe('three senders of ten a second under an account of four', () => {
  it('send a hundred at four a second, once its first second of tokens is used up', () => {
    const sent = sentOf({
      senders: [{ id: 'a', numbers: { from: '+447400123450', count: 3 } }],
      account: { 'segments-per-second': 4 },
      traffic: [{ ...STREAM, from: 'a', to: { GB: '100%' }, arrivals: { batch: 100, at: '0s' } }],
    });
    // Three senders have a token each; the fourth of the account's waits for one of theirs.
    expect(sent.slice(0, 5)).toEqual([0, 0, 0, 0.1, 0.25]);
    expect(sent.slice(4)).toEqual(places(96).map((place) => 0.25 * (place + 1)));
  });
});

describe('a campaign with a bucket for each carrier', () => {
  it('sends to one carrier as fast as ever while the other crawls', () => {
    const changes: Partial<Scenario> = {
      rulebook: 'twilio-2026',
      senders: [{ id: 'a', number: '+14155550100' }],
      campaigns: [{ id: 'c', senders: ['a'], 'segments-per-second': { 't-mobile': 0.1, verizon: 2 } }],
      carriers: { default: {}, 't-mobile': { to: { US: '50%' } }, verizon: { to: { US: '50%' } } },
      traffic: [{ ...STREAM, from: 'a', arrivals: { batch: 100, at: '0s' } }],
    };
    const { carriers } = compile(scenarioWith(changes));
    const to = (id: string): readonly number[] =>
      sentOf(changes, ({ carrier }) => carriers[carrier]!.id === id);
    const [slow, fast] = [to('t-mobile'), to('verizon')];
    expect(slow.length + fast.length).toBe(100);
    expect(slow).toEqual(places(slow.length).map((place) => 10 * place));
    expect(fast).toEqual(places(fast.length).map((place) => place / 2));
  });
});

describe('one-time codes that go before a promotion of fifty', () => {
  const promotion = { ...STREAM, from: 'a', arrivals: { batch: 50, at: '0s' } };
  const codes = { ...STREAM, id: 'codes', arrivals: { batch: 5, at: '10.5s' } };
  const senders: Scenario['senders'] = [
    { id: 'a', number: '+14155550100' },
    { id: 'b', number: '+14155550101' },
  ];
  const sentCodes = (from: string, priority: 'normal' | 'high'): readonly number[] =>
    sentOf(
      {
        senders,
        account: { 'segments-per-second': 1 },
        traffic: [promotion, { ...codes, from, priority }],
      },
      ({ stream }) => stream === 1,
    );

  it.each([
    ['on the same sender', 'a'],
    ['on another sender of the same account', 'b'],
  ])('are sent one a second from the next second on %s', (_, from) => {
    expect(sentCodes(from, 'high')).toEqual([11, 12, 13, 14, 15]);
  });

  it('are else sent once the promotion is, whichever sender they have', () => {
    for (const from of ['a', 'b']) expect(sentCodes(from, 'normal')).toEqual([50, 51, 52, 53, 54]);
  });
});
