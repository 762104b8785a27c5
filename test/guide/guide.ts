import { filesFromRecord } from '../../src/document/files.ts';
import { byMessage, type Fact, HistoryRecorder } from '../../src/laws/history.ts';
import type { Result } from '../../src/measure/result.ts';
import { STATUSES } from '../../src/messaging/status.ts';
import { REFUSED } from '../../src/pipeline/facts.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { startRun } from '../../src/simulate.ts';

/** How one request fared, in the words of the reports. Times in seconds; NaN where a thing did not happen. */
export interface Told {
  readonly traffic: string;
  /** The sender's id; undefined when From is not ours. */
  readonly sender: string | undefined;
  readonly status: string;
  /** 0 where there is none. */
  readonly code: number;
  readonly segments: number;
  readonly isMedia: boolean;
  /** Every status that it went through, in order, by the facts told of it. */
  readonly kinds: readonly string[];
  readonly submittedAtS: number;
  readonly firstSegmentAtS: number;
  readonly sentAtS: number;
  readonly finalAtS: number;
}

/** What a scenario came to. */
export interface ToldRun {
  readonly messages: readonly Told[];
  readonly result: Result;
}

/** Runs a scenario from its YAML and tells how each of its requests fared, in the order in which they were made. */
export function run(yaml: string, files: Readonly<Record<string, string>> = {}): ToldRun {
  const reading = readScenarioText('guide.yaml', yaml, filesFromRecord(files));
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  const plan = compile(reading.scenario);
  let history: readonly Fact[] = [];
  const underWay = startRun(plan, {
    observers: [
      (view) => {
        const recorder = new HistoryRecorder(view);
        history = recorder.history;
        return recorder;
      },
    ],
  });
  while (underWay.advance(Infinity));
  const result = underWay.finish();
  const messages = [...byMessage(history).values()].map((facts): Told => {
    const last = facts.at(-1)!;
    return {
      traffic: plan.streams[last.stream]!.id,
      sender: plan.senders[last.sender]?.id,
      status: last.status === REFUSED ? 'refused' : STATUSES[last.status]!,
      code: last.errorCode,
      segments: last.segments,
      isMedia: last.media === 1,
      kinds: facts.map(({ kind }) => kind),
      submittedAtS: last.submittedAtUs / 1e6,
      firstSegmentAtS: last.firstSegmentAtUs / 1e6,
      sentAtS: last.lastSegmentAtUs / 1e6,
      finalAtS: last.finalAtUs / 1e6,
    };
  });
  return { messages, result };
}

/** The codes of all requests, in order; 0 for those that came through. */
export function codesOf({ messages }: ToldRun): readonly number[] {
  return messages.map(({ code }) => code);
}

/** Carriers that deliver everything after two seconds, so that nothing is left to chance. */
export const ALL_DELIVERED =
  'carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }';

/** A scenario of one US long code with these streams, each given as YAML of one line. */
export function fromOneNumber(streams: readonly string[], more = ''): string {
  return [
    'senders: [{ id: a, number: "+14155550100" }]',
    ALL_DELIVERED,
    more,
    'traffic:',
    ...streams.map((stream) => `  - ${stream}`),
  ].join('\n');
}
