import { describe, expect, it } from 'vitest';
import { ALL_DELIVERED, codesOf, fromOneNumber, run } from './guide.ts';

const HELLO = 'body: "Hello", arrivals: { batch: 1, at: 0s }';

describe('To', () => {
  it('is in E.164: a plus, a country code and the number', () => {
    const told = run(fromOneNumber(['{ id: t, from: a, arrivals: { trace: people.csv } }']), {
      'people.csv':
        'time,to,body\n0,+16175551212,Hi\n0,6175551212,Hi\n0,+1 617 555 1212,Hi\n0,+0123456789,Hi\n0,,Hi\n0,+447911123456,Hi\n',
    });
    expect(codesOf(told)).toEqual([0, 21211, 21211, 21211, 21604, 0]);
  });

  it('that a trial account has not verified is answered with error 21219', () => {
    const told = run(
      fromOneNumber(
        [
          `{ id: t, from: a, to: ["+16175551212", "+16175551213"], body: "Hello", arrivals: { batch: 4, at: 0s } }`,
        ],
        'account: { type: trial, verified-callers: ["+16175551212"] }',
      ),
    );
    expect(codesOf(told)).toEqual([0, 21219, 0, 21219]);
    expect(told.messages[1]!.status).toBe('refused');
  });

  it('of a text may be almost anywhere on the planet', () => {
    const told = run(
      fromOneNumber([
        '{ id: t, from: a, to: ["+16175551212", "+14165551212", "+447911123456", "+819012345678", "+254712123456", "+61412345678", "+5511961234567"], body: "Hello", arrivals: { batch: 7, at: 0s } }',
      ]),
    );
    expect(told.messages.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 'delivered'));
  });

  it('may be anyone for an account that is no trial', () => {
    const told = run(fromOneNumber([`{ id: t, from: a, to: ["+16175551213"], ${HELLO} }`]));
    expect(codesOf(told)).toEqual([0]);
  });
});

describe('From', () => {
  it('must be a number of yours: a message cannot be spoofed from another', () => {
    const told = run(fromOneNumber(['{ id: t, from: a, arrivals: { trace: x.csv } }']), {
      'x.csv':
        'time,to,from,body\n0,+16175551212,+14155550100,Mine\n0,+16175551212,+14155559999,Not mine\n0,+16175551212,a,Mine\n',
    });
    expect(codesOf(told)).toEqual([0, 21606, 0]);
    expect(told.messages[1]!.sender).toBeUndefined();
  });

  it('that is neither a number nor a name that could be one is refused before it is asked whose it is', () => {
    const told = run(fromOneNumber(['{ id: t, from: a, arrivals: { trace: x.csv } }']), {
      'x.csv':
        'time,to,from,body\n0,+16175551212,!!,Hi\n0,+16175551212,SMS,Hi\n0,+16175551212,+1,Hi\n0,+16175551212,ACME,Hi\n',
    });
    expect(codesOf(told)).toEqual([21212, 21212, 21212, 21606]);
  });

  it('may be a messaging service, which sends from one of the numbers of its pool', () => {
    const told = run(
      [
        'senders: [{ id: a, numbers: { from: "+14155550100", count: 3 } }]',
        'messaging-services: [{ id: pool, senders: [a] }]',
        ALL_DELIVERED,
        'traffic: [{ id: t, from: pool, to: { US: 100% }, body: "Hello", arrivals: { batch: 6, at: 0s } }]',
      ].join('\n'),
    );
    expect(told.messages.map(({ sender }) => sender)).toEqual(['a#1', 'a#2', 'a#3', 'a#1', 'a#2', 'a#3']);
    expect(told.messages.every(({ status }) => status === 'delivered')).toBe(true);
  });

  it('is checked when the request is made, which then is queued or answered with an error', () => {
    const told = run(fromOneNumber(['{ id: t, from: a, arrivals: { trace: x.csv } }']), {
      'x.csv': 'time,to,from,body\n0,+16175551212,,Hi\n1,+16175551212,+14155559999,Hi\n',
    });
    expect(told.messages.map(({ kinds }) => kinds.slice(0, 2))).toEqual([
      ['submitted', 'queued'],
      ['submitted', 'refused'],
    ]);
  });
});
