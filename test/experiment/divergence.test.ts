import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comparison, compareEvents, type EventSource } from '../../src/experiment/divergence.ts';
import { traceEventOf } from '../../src/experiment/trace-event.ts';
import { inOneStep } from '../../src/measure/select.ts';
import { divergenceText } from '../../src/report/divergence-text.ts';
import { PLAIN } from '../../src/report/palette.ts';
import { traceLines } from '../../src/report/trace-lines.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { startRun } from '../../src/simulate.ts';
import { scenarioWith } from '../scenario/scenarios.ts';
import { cases } from '../seed.ts';

function traceOf(scenario: Scenario): readonly string[] {
  const plan = compile(scenario);
  let text = '';
  let end = (): void => {};
  const run = startRun(plan, {
    observers: [
      (view) => {
        const recorder = traceLines(plan, view, (piece) => {
          text += piece;
        });
        end = recorder.end;
        return recorder;
      },
    ],
  });
  while (run.advance(Infinity));
  run.finish();
  end();
  return text.trimEnd().split('\n');
}

function sourceOf(lines: readonly string[]): EventSource {
  return { lines: lines.values(), eventOf: (line) => traceEventOf(line)! };
}

function compared(a: readonly string[], b: readonly string[]): Comparison {
  return inOneStep(compareEvents(sourceOf(a), sourceOf(b)));
}

const CALM = scenarioWith({
  senders: [{ id: 'promo', numbers: { from: '+14155550100', count: 2 } }],
  traffic: [
    { id: 'blast', from: 'promo', to: { US: '100%' }, body: 'Hello', arrivals: { batch: 40, at: '0s' } },
    {
      id: 'codes',
      from: 'promo',
      to: { US: '100%' },
      body: 'Hi',
      arrivals: { rate: '1/s', from: '0s', count: 20 },
    },
  ],
});
const TRACE = traceOf(CALM);

describe('two runs side by side', () => {
  it('are alike where every event is, in whatever order their properties stand', () => {
    const reordered = TRACE.map((line) => {
      const { t, ...rest } = JSON.parse(line) as { t: number };
      return JSON.stringify({ ...rest, t });
    });
    expect(compared(TRACE, reordered)).toEqual({ alike: TRACE.length, parting: undefined });
  });

  it('part at the very event that was changed, dropped or added, with five around it', () => {
    const changes: readonly ((line: string) => readonly string[])[] = [
      (line) => [line.replace(/"t":(\d+)/, (_, t: string) => `"t":${Number(t) + 1}`)],
      (line) => [line.replace(/"kind":"\w+(?:-\w+)?"/, '"kind":"lost"')],
      () => [],
      (line) => ['{"t":0,"kind":"failed","message":999,"code":30001}', line],
    ];
    fc.assert(
      fc.property(fc.nat({ max: TRACE.length - 1 }), fc.constantFrom(...changes), (place, change) => {
        const planted = [...TRACE.slice(0, place), ...change(TRACE[place]!), ...TRACE.slice(place + 1)];
        const { alike, parting } = compared(TRACE, planted);
        expect(alike).toBe(place);
        const textOf = (events: readonly { event: unknown }[]): string =>
          events.map(({ event }) => JSON.stringify(event)).join();
        expect(textOf(parting!.before)).toBe(TRACE.slice(Math.max(0, place - 5), place).join());
        expect(textOf(parting!.a)).toBe(TRACE.slice(place, place + 6).join());
        expect(textOf(parting!.b)).toBe(planted.slice(place, place + 6).join());
      }),
      cases(200),
    );
  });

  it('part at the first event that an incident reaches', () => {
    const down = { at: '12s', for: '3s', sender: 'promo#2', down: true } as const;
    const { alike, parting } = compared(TRACE, traceOf({ ...CALM, incidents: [down] }));
    expect(alike).toBeGreaterThan(100);
    expect(parting!.a[0]).toMatchObject({
      event: { t: 12_000_000, kind: 'segment' },
      origin: { traffic: 'blast', sender: 'promo#2' },
    });
    expect(parting!.b[0]!.event.t).toBeGreaterThanOrEqual(12_000_000);
    expect(parting!.before.every(({ event }) => event.t <= 12_000_000)).toBe(true);
  });

  it('tell where each message comes from, of those too that are submitted after the parting', () => {
    const renamed = TRACE.map((line) =>
      line.replace('"traffic":"codes","index":5', '"traffic":"other","index":5'),
    );
    const { parting } = compared(TRACE, renamed);
    expect(parting!.b[0]!.origin).toEqual({ traffic: 'other', sender: 'promo#2' });
    for (const events of [parting!.before, parting!.a, parting!.b])
      expect(events.every(({ origin }) => origin !== undefined)).toBe(true);
  });
});

describe('what is said of two runs', () => {
  const at = TRACE.findIndex((line) => line.includes('"kind":"delivered"'));
  const said = (planted: readonly string[]): string => divergenceText(compared(TRACE, planted), PLAIN);
  const changed = (from: RegExp, to: string): string =>
    said(TRACE.with(at, TRACE[at]!.replace(from, to))).replaceAll(/\s+/g, ' ');

  it('is that they are alike', () => {
    expect(said(TRACE)).toBe(`A and B are alike in all their ${TRACE.length} events.\n`);
  });

  it('is what differs in the first event that does, and where one of them ends', () => {
    const { t, message } = traceEventOf(TRACE[at]!)!;
    const other = (kind: string): RegExp =>
      new RegExp(`message ${message}, delivered; in B: message ${message}, ${kind}`);
    expect(changed(/"t":\d+/, `"t":${t + 2_000_000}`)).toContain(
      `Message ${message}, delivered: in B 2.00 s later.`,
    );
    expect(changed(/"delivered"/, '"undelivered"')).toMatch(other('undelivered'));
    expect(changed(/\}$/, ',"code":30003}')).toContain('code is none in A and 30003 in B.');
    expect(said(TRACE.slice(0, at)).replaceAll(/\s+/g, ' ')).toContain(
      'There B has ended, and A goes on. Before',
    );
    expect(said([])).toContain('A and B part at event 1, at the start.');
  });

  it('fits in 80 columns', () => {
    const lines = said(TRACE.toSpliced(at, 1)).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.filter((line) => / message +traffic +sender +what$/.test(line))).toHaveLength(3);
  });
});
