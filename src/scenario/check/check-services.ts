import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import { sentences } from '../../document/phrases.ts';
import { isWebAddress } from '../../messaging/request-parts.ts';
import { parseDecimalRate } from '../forms/quantities.ts';
import type { ServiceEntry } from '../scenario.ts';
import { checkValidity } from './check-stream-options.ts';
import { type Context, entriesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { namedTwice, numbersNamed, senderNameProblem } from './sender-names.ts';

type Service = Draft<ServiceEntry>;

/** Messaging services: their pools and what they do for every message. */
export function* checkServices(context: Context): Iterable<Problem> {
  const services = context.draft['messaging-services'];
  yield* checkNames(context);
  for (const [service, path] of entriesOf(services, ['messaging-services'])) {
    yield* checkPool(context, service, path);
    yield* checkValidity(context, service.validity, [...path, 'validity']);
    yield* checkBucket(service, path);
    yield* checkCallbackAddress(service, path);
  }
}

/** One name space with the senders. */
function* checkNames({ draft, senders }: Context): Iterable<Problem> {
  const taken = new Set<string>();
  for (const [{ id }, path] of entriesOf(draft['messaging-services'], ['messaging-services'])) {
    if (id === undefined) continue;
    const owner = senders.entries.has(id)
      ? 'A sender'
      : taken.has(id)
        ? 'Another messaging service'
        : undefined;
    if (owner !== undefined)
      yield { code: 'MP314', path: [...path, 'id'], message: `${owner} has the id "${id}" already.` };
    taken.add(id);
  }
}

function* checkPool({ senders, rulebook }: Context, service: Service, path: Path): Iterable<Problem> {
  const at = [...path, 'senders'];
  const pool = new Set<string>();
  yield* namedTwice(senders, entriesOf(service.senders, at));
  for (const [name, place] of entriesOf(service.senders, at)) {
    const problem = senderNameProblem(senders, name, place);
    if (problem !== undefined) yield problem;
    for (const number of numbersNamed(senders, name)) pool.add(number);
  }
  const limit = rulebook?.services.poolLimit ?? Infinity;
  if (pool.size <= limit) return;
  yield {
    code: 'MP315',
    path: at,
    at: 'key',
    message: `The pool has ${pool.size} senders; under ${rulebook?.name} at most ${limit} are possible.`,
  };
}

function* checkCallbackAddress(service: Service, path: Path): Iterable<Problem> {
  const address = service['status-callback'];
  if (address === undefined || isWebAddress(address)) return;
  yield {
    code: 'MP324',
    path: [...path, 'status-callback'],
    message: `"${address}" is no absolute http or https address.`,
  };
}

function* checkBucket(service: Service, path: Path): Iterable<Problem> {
  const rate = service['segments-per-second'];
  const reading = rate === undefined ? undefined : parseDecimalRate(rate);
  if (reading?.ok === false)
    yield { code: 'MP309', path: [...path, 'segments-per-second'], ...sentences(reading.why) };
  if ('burst' in service && !('segments-per-second' in service))
    yield {
      code: 'MP316',
      path: [...path, 'burst'],
      at: 'key',
      message: '"burst" has no effect: this service has no rate of its own.',
    };
}
