import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import { anyOf, listOf } from '../../document/phrases.ts';
import type { IncidentEntry } from '../scenario.ts';
import { campaignNameProblem } from './check-campaigns.ts';
import { carrierNameProblem, checkOutcomes } from './check-carriers.ts';
import { checkWithinRun, notZero, readMoment } from './check-time.ts';
import { type Context, entriesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { entryNamed, isUnlimited, senderNameProblem } from './sender-names.ts';

type Incident = Draft<IncidentEntry>;

const EFFECTS = {
  carrier: ['latency', 'outcomes'],
  sender: ['rate', 'down'],
  campaign: ['rate', 'down'],
} as const;

/** What an incident can disturb. */
const TARGETS = ['carrier', 'sender', 'campaign'] as const;
type Target = (typeof TARGETS)[number];

/** Incidents: when, of what, and with what effect. */
export function* checkIncidents(context: Context): Iterable<Problem> {
  for (const [incident, path] of entriesOf(context.draft.incidents, ['incidents'])) {
    const begins = readMoment(context, incident.at, [...path, 'at']);
    yield* begins.problems;
    yield* checkWithinRun(context, begins.us, [...path, 'at']);
    yield* notZero(incident.for, [...path, 'for'], 'An incident that lasts no time has no effect');
    yield* checkTarget(context, incident, path);
    yield* checkOutcomes(incident.outcomes, [...path, 'outcomes']);
  }
}

function* checkTarget(context: Context, incident: Incident, path: Path): Iterable<Problem> {
  yield* targetProblems(context, incident, path);
  const [target, second] = TARGETS.filter((key) => key in incident);
  if (target === undefined) {
    yield {
      code: 'MP509',
      path,
      message: 'The incident does not say what it disturbs: neither carrier, sender nor campaign.',
    };
  } else if (second !== undefined) {
    yield {
      code: 'MP510',
      path: [...path, second],
      at: 'key',
      message: `The incident disturbs a ${target} and a ${second} at once.`,
    };
  } else {
    yield* checkEffect(incident, target, path);
    yield* checkRate(context, incident, path);
  }
}

function targetProblems(context: Context, incident: Incident, path: Path): readonly Problem[] {
  const { carrier, sender, campaign } = incident;
  return [
    carrier === undefined ? undefined : carrierNameProblem(context, carrier, [...path, 'carrier']),
    sender === undefined ? undefined : senderNameProblem(context.senders, sender, [...path, 'sender']),
    campaign === undefined ? undefined : campaignNameProblem(context, campaign, [...path, 'campaign']),
  ].filter((problem) => problem !== undefined);
}

function* checkEffect(incident: Incident, target: Target, path: Path): Iterable<Problem> {
  const own: readonly string[] = EFFECTS[target];
  const misfits = EFFECTS[target === 'carrier' ? 'sender' : 'carrier'].filter((key) => key in incident);
  for (const key of misfits) {
    yield {
      code: 'MP512',
      path: [...path, key],
      at: 'key',
      message: `"${key}" has no effect on a ${target}; ${listOf(own)} have.`,
    };
  }
  if (misfits.length === 0 && !own.some((key) => key in incident)) {
    yield {
      code: 'MP511',
      path,
      message: `The incident changes nothing of its ${target}.`,
      help: `Add ${anyOf(own)}.`,
    };
  }
}

function* checkRate({ senders, rulebook }: Context, incident: Incident, path: Path): Iterable<Problem> {
  const { sender, rate, down } = incident;
  if (rate === undefined) return;
  const at = [...path, 'rate'];
  if (down !== undefined)
    yield {
      code: 'MP514',
      path: at,
      at: 'key',
      message: `A ${sender === undefined ? 'campaign' : 'sender'} that is down has no rate.`,
    };
  if (sender === undefined) return;
  const entry = entryNamed(senders, sender);
  if (entry !== undefined && isUnlimited(entry, rulebook)) {
    yield {
      code: 'MP513',
      path: at,
      message: `The sender "${sender}" is unlimited, so a factor on its rate changes nothing.`,
    };
  }
}
