import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import type { IncidentEntry } from '../scenario.ts';
import { anyOf, listOf } from '../shape/phrases.ts';
import { carrierNameProblem, checkOutcomes } from './check-carriers.ts';
import { checkWithinRun, notZero, readMoment } from './check-time.ts';
import { type Context, entriesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { entryNamed, isUnlimited, senderNameProblem } from './sender-names.ts';

type Incident = Draft<IncidentEntry>;

const EFFECTS = { carrier: ['latency', 'outcomes'], sender: ['rate', 'down'] } as const;

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
  const { carrier, sender } = incident;
  const carrierProblem =
    carrier === undefined ? undefined : carrierNameProblem(context, carrier, [...path, 'carrier']);
  if (carrierProblem !== undefined) yield carrierProblem;
  const senderProblem =
    sender === undefined ? undefined : senderNameProblem(context.senders, sender, [...path, 'sender']);
  if (senderProblem !== undefined) yield senderProblem;
  if ('carrier' in incident && 'sender' in incident) {
    yield {
      code: 'MP510',
      path: [...path, 'sender'],
      at: 'key',
      message: 'The incident disturbs a carrier and a sender at once.',
    };
  } else if (!('carrier' in incident) && !('sender' in incident)) {
    yield {
      code: 'MP509',
      path,
      message: 'The incident does not say what it disturbs: neither carrier nor sender.',
    };
  } else {
    yield* checkEffect(incident, 'carrier' in incident ? 'carrier' : 'sender', path);
    yield* checkRate(context, incident, path);
  }
}

function* checkEffect(incident: Incident, target: 'carrier' | 'sender', path: Path): Iterable<Problem> {
  const misfits = EFFECTS[target === 'carrier' ? 'sender' : 'carrier'].filter((key) => key in incident);
  for (const key of misfits) {
    yield {
      code: 'MP512',
      path: [...path, key],
      at: 'key',
      message: `"${key}" has no effect on a ${target}; ${listOf(EFFECTS[target])} have.`,
    };
  }
  if (misfits.length === 0 && !EFFECTS[target].some((key) => key in incident)) {
    yield {
      code: 'MP511',
      path,
      message: `The incident changes nothing of its ${target}.`,
      help: `Add ${anyOf(EFFECTS[target])}.`,
    };
  }
}

function* checkRate({ senders, rulebook }: Context, incident: Incident, path: Path): Iterable<Problem> {
  const { sender, rate, down } = incident;
  if (rate === undefined || sender === undefined) return;
  const at = [...path, 'rate'];
  if (down !== undefined)
    yield { code: 'MP514', path: at, at: 'key', message: 'A sender that is down has no rate.' };
  const entry = entryNamed(senders, sender);
  if (entry !== undefined && isUnlimited(entry, rulebook)) {
    yield {
      code: 'MP513',
      path: at,
      message: `The sender "${sender}" is unlimited, so a factor on its rate changes nothing.`,
    };
  }
}
