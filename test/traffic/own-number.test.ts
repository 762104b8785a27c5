import { describe, expect, test } from 'vitest';
import { NO_FAULT } from '../../src/messaging/request-rules.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import type { StreamEntry } from '../../src/scenario/scenario.ts';
import { emptySubmission, PromptStream } from '../../src/traffic/stream.ts';
import { scenarioWith } from '../scenario/scenarios.ts';

/** A plan of one stream, from two numbers that take turns unless it says otherwise. */
function planOf(stream: Omit<StreamEntry, 'id'>, rulebook = 'twilio-2022'): Plan {
  return compile(
    scenarioWith({
      rulebook,
      senders: [{ id: 'two', numbers: { from: '+14155550100', count: 2 } }],
      'messaging-services': [{ id: 'pool', senders: ['two'] }],
      files: {
        'people.csv': 'phone\n+14155550101\n+14155550111\n+14155550100\n',
        'rows.csv': 'time,to,body\n0,+14155550101,a\n0,+14155550101,a\n0,+14155550100,a\n',
      },
      traffic: [{ id: 't', ...stream }],
    }),
  );
}

/** The error code of each request that the stream itself makes wrong; 0 for none. */
function codesOf(plan: Plan): readonly number[] {
  const source = new PromptStream(plan, plan.streams[0]!, 0);
  const submission = emptySubmission();
  const codes: number[] = [];
  while (source.nextUs < Infinity) {
    source.take(submission);
    codes.push(submission.fault === NO_FAULT ? 0 : plan.acceptance[submission.fault]!.code);
  }
  return codes;
}

const TO = ['+14155550101', '+14155550111', '+14155550100'];
const SIX = { body: 'Hi', arrivals: { batch: 6, at: '0s' } } as const;

describe('Senders that take turns', () => {
  test('are refused what they send to themselves, request by request', () => {
    expect(codesOf(planOf({ from: 'two', to: TO, ...SIX }))).toEqual([0, 0, 21211, 21211, 0, 0]);
    expect(codesOf(planOf({ from: 'two', to: TO, ...SIX }, 'twilio-2026'))).toEqual([
      0, 0, 21266, 21266, 0, 0,
    ]);
  });

  test('meet themselves in a column and in a trace that names no senders, too', () => {
    const column = { csv: 'people.csv', column: 'phone' };
    expect(codesOf(planOf({ from: 'two', to: column, ...SIX }))).toEqual([0, 0, 21211, 21211, 0, 0]);
    expect(codesOf(planOf({ from: 'two', arrivals: { trace: 'rows.csv' } }))).toEqual([0, 21211, 21211]);
  });

  test('meet themselves nowhere where a service picks, or where the rulebook does not ask', () => {
    expect(codesOf(planOf({ from: 'pool', to: TO, ...SIX }))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(codesOf(planOf({ from: 'two', to: TO, ...SIX }, 'twilio-guide'))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('cost nothing more where no recipient is one of them', () => {
    expect(planOf({ from: 'two', to: ['+14155550111'], ...SIX }).streams[0]!.recipients).not.toHaveProperty(
      'ownSenders',
    );
  });
});
