import { TIME_LIMIT_US } from '../kernel/time.ts';
import type { BucketState } from '../pipeline/bucket-states.ts';
import { parseDuration } from '../scenario/forms/quantities.ts';
import { badRequest, notFound } from './api-error.ts';
import { readCallbackFaults } from './callbacks/read-faults.ts';
import type { Clock } from './clock.ts';
import { parseSpeed, speedWord } from './clock-speed.ts';
import type { HttpRequest } from './http.ts';
import { recipientJson } from './inspector/recipient.ts';
import { createMessage, type FetchMedia } from './message-api.ts';
import type { Session } from './session.ts';

/** Where the control API begins. */
export const CONTROL = '/_mpsim/';

/** What the control API acts on. */
export interface Controlled {
  readonly session: Session;
  readonly clock: Clock;
  readonly fetchMedia: FetchMedia;
}

/** The control API: what moves the clock, disturbs, shows the state and begins anew. */
export async function control(
  controlled: Controlled,
  { method, path: whole, query, body }: HttpRequest,
): Promise<object> {
  const path = whole.slice(CONTROL.length);
  const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  if (route === undefined) throw notFound(whole);
  const act = Object.hasOwn(route, method) ? route[method] : undefined;
  if (act === undefined)
    throw badRequest(405, `${path} takes ${Object.keys(route).join(' or ')}, not ${method}.`);
  return act(controlled, jsonOf(body), query);
}

/** Nobody but programs of this machine may use the control API: no web page, whatever its name resolves to. */
export function refuseForeign({ headers, method, port }: Omit<HttpRequest, 'body'>): void {
  const { host = '', origin } = headers;
  // A client leaves out the port that goes without saying.
  const ports = port === 80 ? ['', ':80'] : [`:${port}`];
  const own = ['127.0.0.1', 'localhost'].flatMap((name) => ports.map((at) => `${name}${at}`));
  if (!own.includes(host.toLowerCase()))
    throw badRequest(403, `The control API does not serve the host ${host}.`);
  if (origin !== undefined && !own.some((one) => origin === `http://${one}`))
    throw badRequest(403, `The control API does not serve the origin ${origin}.`);
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (method !== 'GET' && type !== 'application/json')
    throw badRequest(415, 'The control API takes application/json.');
}

/** Levels of a body: far more than any has, and far fewer than what walks through it can bear. */
const NESTING_MAX = 32;

function jsonOf(text: string): unknown {
  if (text === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest(400, 'The body is not JSON.');
  }
  if (isDeeper(value, NESTING_MAX))
    throw badRequest(400, `The body has more than ${NESTING_MAX} levels, one in another.`);
  return value;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

type Act = (controlled: Controlled, body: unknown, query: URLSearchParams) => object | Promise<object>;

const ROUTES: Readonly<Record<string, Readonly<Record<string, Act>>>> = {
  clock: { GET: clockOf, POST: setSpeed },
  'clock/advance': { POST: advance },
  'callback-faults': { POST: setFaults },
  state: { GET: stateOf },
  incidents: { POST: disturb },
  messages: { GET: ({ session }, _, query) => recipientJson(session, query), POST: sendMessage },
  reset: { POST: reset },
};

function clockOf({ session, clock }: Controlled): object {
  const { nowUs } = session.live;
  const { nextUs } = clock;
  return {
    now_us: nowUs,
    now: new Date(session.wallMsOf(nowUs)).toISOString(),
    speed: speedWord(session.speed),
    next_event_us: nextUs === Infinity ? null : nextUs,
  };
}

function setSpeed(controlled: Controlled, body: unknown): object {
  const { speed: word, ...others } = entriesOf(body);
  const speed = typeof word === 'string' ? parseSpeed(word) : undefined;
  if (speed === undefined || Object.keys(others).length > 0)
    throw badRequest(400, 'Write {"speed":"manual"}, {"speed":"real"} or {"speed":"60x"}.');
  controlled.clock.setSpeed(speed);
  return clockOf(controlled);
}

const ADVANCE = 'Write {"by":"4h"}, {"to":"next-event"} or {"to":"idle"}.';

async function advance(controlled: Controlled, body: unknown): Promise<object> {
  const { session, clock } = controlled;
  const [[key, value] = [], ...others] = Object.entries(entriesOf(body));
  if (others.length > 0) throw badRequest(400, ADVANCE);
  if (key === 'by') await clock.advanceBy(durationOf(value, TIME_LIMIT_US - session.live.nowUs));
  else if (key === 'to' && value === 'next-event') await clock.advanceToNextEvent();
  else if (key === 'to' && value === 'idle') await clock.advanceToIdle();
  else throw badRequest(400, ADVANCE);
  return clockOf(controlled);
}

function entriesOf(body: unknown): Readonly<Record<string, unknown>> {
  // What is an object has keys of some kind.
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
}

function durationOf(value: unknown, mostUs: number): number {
  const parsed = parseDuration(typeof value === 'string' ? value : JSON.stringify(value));
  if (!parsed.ok) throw badRequest(400, `by: ${parsed.why}.`);
  if (parsed.value > mostUs) throw badRequest(400, 'by: simulated time ends after 100 years.');
  return parsed.value;
}

const INCIDENT =
  'Write an incident as in a scenario, without "at", such as {"carrier":"default","latency":"x5","for":"30m"}.';

function disturb(controlled: Controlled, body: unknown): object {
  const incident = entriesOf(body);
  if (Object.keys(incident).length === 0 || 'at' in incident) throw badRequest(400, INCIDENT);
  try {
    controlled.session.disturb(incident);
  } catch (error) {
    if (error instanceof RangeError) throw badRequest(400, error.message);
    throw error;
  }
  return clockOf(controlled);
}

const MESSAGE =
  'Write the parameters of a message, such as {"To":"+14165550111","From":"+14165550100","Body":"Hi"}.';

/** The same input to the session as from the provider's API, so a journal and a replay do not tell them apart. */
function sendMessage({ session, fetchMedia }: Controlled, body: unknown): object | Promise<object> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(entriesOf(body)))
    for (const each of Array.isArray(value) ? value : [value]) {
      if (typeof each !== 'string') throw badRequest(400, MESSAGE);
      form.append(name, each);
    }
  if (form.size === 0) throw badRequest(400, MESSAGE);
  return createMessage(session, form, fetchMedia);
}

function setFaults(controlled: Controlled, body: unknown): object {
  const reading = readCallbackFaults(body);
  if (!reading.ok) throw badRequest(400, reading.why);
  controlled.session.setFaults(reading.faults);
  return clockOf(controlled);
}

function stateOf(controlled: Controlled): object {
  const { session } = controlled;
  const { live, livePlan, credentials } = session;
  return {
    scenario: livePlan.plan.name,
    rulebook: livePlan.plan.rulebook,
    account_sid: credentials.accountSid,
    clock: clockOf(controlled),
    fingerprint: live.fingerprint,
    requests: live.messages.count,
    open: live.open,
    messages: live.counts,
    senders: livePlan.plan.senders.map(({ id, address }, index) => ({
      id,
      address,
      backlog_segments: live.backlogSegments[index],
    })),
    buckets: live.buckets.map(bucketJson),
    messaging_services: session.services.all.map(({ entry: { id }, index }) => ({
      id,
      sid: session.serviceSid(index),
    })),
  };
}

/** JSON has no infinity: what is unlimited is null. */
function bucketJson({ tokensPerSecond, tokens, ...bucket }: BucketState): object {
  const orNull = (figure: number): number | null => (figure === Infinity ? null : figure);
  return { ...bucket, tokens_per_second: orNull(tokensPerSecond), tokens: orNull(tokens) };
}

function reset(controlled: Controlled): object {
  controlled.clock.reset();
  return clockOf(controlled);
}
