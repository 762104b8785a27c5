import { describe, expect, it } from 'vitest';
import type { Medium } from '../../src/messaging/request.ts';
import { STATUSES } from '../../src/messaging/status.ts';
import { type Facts, type MessageView, REFUSED } from '../../src/pipeline/facts.ts';
import { compile } from '../../src/scenario/compile.ts';
import { startRun } from '../../src/simulate.ts';
import { advanceToIdle, liveFrom, scenarioFrom } from './sessions.ts';

const senders = (rulebook: string): string => `rulebook: ${rulebook}
senders: [{ id: shop, number: "+14155550100" }]
carriers:
  default: { latency: { constant: 2s }, outcomes: { delivered: 100% } }
`;

/** What a medium is, as a stream of a scenario says it and as it is found behind its address. */
const MEDIA: readonly (readonly [entry: string, medium: Medium])[] = [
  ['type: image/png, size: 300KB', { type: 'image/png', servedAs: 'image/png', bytes: 300_000 }],
  ['type: image/png, served-as: image/jpeg', { type: 'image/png', servedAs: 'image/jpeg' }],
  ['type: text/html', { type: 'text/html', servedAs: 'text/html; charset=utf-8' }],
  ['type: image/png, size: 5.1MB', { type: 'image/png', servedAs: 'image/png', bytes: 5_100_000 }],
  ['type: video/mp4, size: 1MB', { type: 'video/mp4', servedAs: 'video/mp4', bytes: 1_000_000 }],
];

const RULEBOOKS = ['twilio-guide', 'twilio-2022', 'twilio-2026'] as const;

type Fate = readonly [status: string, code: number];

function recorder({ status, errorCode }: MessageView, fates: Fate[]): Facts {
  const nothing = (): void => {};
  const end = (row: number): void => {
    const word = status[row] === REFUSED ? 'refused' : STATUSES[status[row]!]!;
    fates.push([word, errorCode[row]!]);
  };
  return {
    inTimeOrder: false,
    ...{ submitted: nothing, scheduled: nothing, queued: nothing, withdrawn: nothing, sent: nothing },
    ...{ segmentLeft: nothing, leftOpen: nothing },
    ...{ refused: end, failed: end, canceled: end, concluded: end },
  };
}

/** How the only message of a run ends whose stream has such media. */
function fateInRun(rulebook: string, entry: string): Fate {
  const traffic = `traffic: [{ id: blast, from: shop, to: { US: 100% }, body: Hello, media: { ${entry} }, arrivals: { batch: 1, at: 0s } }]\n`;
  const fates: Fate[] = [];
  const run = startRun(compile(scenarioFrom(senders(rulebook) + traffic)), {
    observers: [(view) => recorder(view, fates)],
  });
  while (run.advance(Infinity));
  run.finish();
  return fates[0]!;
}

function fateLive(rulebook: string, medium: Medium): Fate {
  const live = liveFrom(senders(rulebook));
  const media = [{ url: 'http://localhost/medium', ...medium }];
  const message = live.submit({ from: '+14155550100', to: '+14155550111', body: 'Hello', media });
  advanceToIdle(live);
  return [message.status, message.errorCode];
}

describe('a live message with media', () => {
  it.each(
    RULEBOOKS.flatMap((rulebook) => MEDIA.map(([entry, medium]) => [rulebook, entry, medium] as const)),
  )('ends as one of a stream does whose media are such: %s, %s', (rulebook, entry, medium) => {
    expect(fateLive(rulebook, medium)).toEqual(fateInRun(rulebook, entry));
  });

  it('fails as its media could not be fetched, after it was answered', () => {
    const live = liveFrom(senders('twilio-guide'));
    const media = [{ url: 'http://localhost/a.png' }, { url: 'http://localhost/b.png', failure: 11200 }];
    const message = live.submit({ from: '+14155550100', to: '+14155550111', media });
    expect(message).toMatchObject({ firstStatus: 'queued', status: 'failed', errorCode: 11200, isMms: true });
    expect(live.hasEnded(message)).toBe(true);
  });
});

describe('media of a request', () => {
  const from = '+14155550100';
  const media = [{ url: 'http://localhost/a.png' }];
  const live = liveFrom(`${senders('twilio-guide')}account: { opted-out: ["+14155550112"] }\n`);

  it.each([
    ['a request that nothing is wrong with', { from, to: '+14155550111', media }, true],
    ['one that a later rule refuses', { from, to: '+14155550112', media }, true],
    ['one without media', { from, to: '+14155550111', body: 'Hello' }, false],
    ['one that an earlier rule refuses', { from, to: '123', media }, false],
    ['one whose address is none', { from, to: '+14155550111', media: [{ url: 'cat.png' }] }, false],
    ['one with too many', { from, to: '+14155550111', media: Array(11).fill(media[0]) }, false],
  ])('are of interest: %s', (_, request, expected) => {
    expect(live.asksForMedia(request)).toBe(expected);
  });
});
