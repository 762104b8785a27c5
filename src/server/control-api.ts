import { TIME_LIMIT_US } from '../kernel/time.ts';
import { parseDuration } from '../scenario/forms/quantities.ts';
import { badRequest, notFound } from './api-error.ts';
import type { Session } from './session.ts';

/** What the control API is asked. */
export interface ControlRequest {
  readonly method: string;
  /** Behind `/_mpsim/`. */
  readonly path: string;
  /** Parsed JSON; undefined where there is none. */
  readonly body: unknown;
}

/** The control API: what moves the clock, shows the state and begins anew. */
export function control(session: Session, { method, path, body }: ControlRequest): object {
  const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  if (route === undefined) throw notFound(`/_mpsim/${path}`);
  const act = Object.hasOwn(route, method) ? route[method] : undefined;
  if (act === undefined)
    throw badRequest(405, `${path} takes ${Object.keys(route).join(' or ')}, not ${method}.`);
  return act(session, body);
}

type Act = (session: Session, body: unknown) => object;

const ROUTES: Readonly<Record<string, Readonly<Record<string, Act>>>> = {
  clock: { GET: clockOf },
  'clock/advance': { POST: advance },
  state: { GET: stateOf },
  reset: { POST: reset },
};

function clockOf(session: Session): object {
  const { nowUs, nextEventUs } = session.live;
  return {
    now_us: nowUs,
    now: new Date(session.wallMsOf(nowUs)).toISOString(),
    speed: 'manual',
    next_event_us: nextEventUs === Infinity ? null : nextEventUs,
  };
}

const ADVANCE = 'Write {"by":"4h"}, {"to":"next-event"} or {"to":"idle"}.';

function advance(session: Session, body: unknown): object {
  const { live } = session;
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const [[key, value] = []] = entries;
  if (entries.length !== 1) throw badRequest(400, ADVANCE);
  if (key === 'by') live.advanceBy(durationOf(value, TIME_LIMIT_US - live.nowUs));
  else if (key === 'to' && value === 'next-event') live.advanceToNextEvent();
  else if (key === 'to' && value === 'idle') live.advanceToIdle();
  else throw badRequest(400, ADVANCE);
  return clockOf(session);
}

function durationOf(value: unknown, mostUs: number): number {
  const parsed = parseDuration(typeof value === 'string' ? value : JSON.stringify(value));
  if (!parsed.ok) throw badRequest(400, `by: ${parsed.why}.`);
  if (parsed.value > mostUs) throw badRequest(400, 'by: simulated time ends after 100 years.');
  return parsed.value;
}

function stateOf(session: Session): object {
  const { live, livePlan, credentials } = session;
  const counts: Record<string, number> = {};
  for (const { status } of live.messages) counts[status] = (counts[status] ?? 0) + 1;
  return {
    scenario: livePlan.plan.name,
    rulebook: livePlan.plan.rulebook,
    account_sid: credentials.accountSid,
    clock: clockOf(session),
    requests: live.messages.length,
    open: live.open,
    messages: counts,
    senders: livePlan.plan.senders.map(({ id, address }, index) => ({
      id,
      address,
      backlog_segments: live.backlogSegments[index],
    })),
    messaging_services: livePlan.plan.services.map(({ id }, index) => ({
      id,
      sid: session.serviceSid(index),
    })),
  };
}

function reset(session: Session): object {
  session.reset();
  return clockOf(session);
}
