import type { PlanSender } from '../scenario/plan.ts';
import { ApiError, badRequest, notFound } from './api-error.ts';
import { sendsMedia } from './numbers-api.ts';
import { pageOfV1 } from './page.ts';
import type { LiveService } from './service-book.ts';
import { changePool, isoDate } from './services-api.ts';
import type { Session } from './session.ts';

/** A kind of senders that a pool has a list of its own for. */
export interface PoolKind {
  /** The last part of its path. */
  readonly path: 'PhoneNumbers' | 'ShortCodes' | 'AlphaSenders';
  /** Of its list. */
  readonly key: string;
  /** The parameter that names a sender to take in. */
  readonly parameter: string;
  readonly holds: (sender: PlanSender) => boolean;
  readonly sidOf: (session: Session, sender: number) => string;
  /** What only this kind tells. */
  readonly own: (sender: PlanSender) => object;
}

/** Fields: OpenAPI description of Messaging v1 (2026-04). */
export const POOL_KINDS: readonly PoolKind[] = [
  {
    path: 'PhoneNumbers',
    key: 'phone_numbers',
    parameter: 'PhoneNumberSid',
    holds: ({ address }) => address.startsWith('+'),
    sidOf: (session, sender) => session.numberSid(sender),
    own: ({ address, country }) => ({ phone_number: address, country_code: country ?? '' }),
  },
  {
    path: 'ShortCodes',
    key: 'short_codes',
    parameter: 'ShortCodeSid',
    holds: ({ class: senderClass }) => senderClass === 'short-code',
    sidOf: (session, sender) => session.shortCodeSid(sender),
    own: ({ address, country }) => ({ short_code: address, country_code: country ?? '' }),
  },
  {
    path: 'AlphaSenders',
    key: 'alpha_senders',
    parameter: 'AlphaSender',
    holds: ({ class: senderClass }) => senderClass === 'alphanumeric',
    sidOf: (session, sender) => `AI${session.sids.digitsOf('number', sender)}`,
    own: ({ address }) => ({ alpha_sender: address }),
  },
];

/** Where a call goes: a service, and a kind of its senders. */
export interface PoolPlace {
  readonly session: Session;
  readonly service: LiveService;
  readonly kind: PoolKind;
  /** `http://127.0.0.1:4010`. */
  readonly base: string;
}

/** GET the senders of a kind in a pool. */
export function poolList(place: PoolPlace, query: URLSearchParams): object {
  const { session, service, kind } = place;
  const { senders } = session.livePlan.plan;
  const items = service.pool
    .filter((sender) => kind.holds(senders[sender]!))
    .map((sender) => memberJson(place, sender));
  return pageOfV1(urlOf(place), query, kind.key, items);
}

/** POST: takes a sender of the account into a pool. */
export function addToPool(place: PoolPlace, form: URLSearchParams): object {
  const { session, service, kind } = place;
  const named = form.get(kind.parameter) ?? '';
  if (named === '') throw badRequest(400, `${kind.parameter} is required.`);
  const { senders } = session.livePlan.plan;
  const sender = senders.findIndex(
    (one, index) =>
      kind.holds(one) &&
      (kind.path === 'AlphaSenders' ? one.address === named : kind.sidOf(session, index) === named),
  );
  if (sender === -1)
    throw new ApiError(
      404,
      20404,
      `The account has no sender ${named}; those of the scenario are its senders`,
    );
  if (service.pool.includes(sender))
    throw new ApiError(409, 21710, 'Phone Number or Short Code is already in the Messaging Service.');
  changePool(session, service, [...service.pool, sender]);
  return memberJson(place, sender);
}

/** GET one sender of a pool. */
export function fetchFromPool(place: PoolPlace, sid: string, path: string): object {
  return memberJson(place, memberOf(place, sid, path));
}

/** DELETE: takes a sender out of a pool; the account keeps it. */
export function removeFromPool(place: PoolPlace, sid: string, path: string): void {
  const sender = memberOf(place, sid, path);
  const { session, service } = place;
  changePool(
    session,
    service,
    service.pool.filter((other) => other !== sender),
  );
}

function memberOf({ session, service, kind }: PoolPlace, sid: string, path: string): number {
  const { senders } = session.livePlan.plan;
  const sender = service.pool.find((one) => kind.holds(senders[one]!) && kind.sidOf(session, one) === sid);
  if (sender === undefined) throw notFound(path);
  return sender;
}

function memberJson(place: PoolPlace, index: number): object {
  const { session, service, kind } = place;
  const sender = session.livePlan.plan.senders[index]!;
  const sid = kind.sidOf(session, index);
  const date = isoDate(session, service.createdAtUs);
  return {
    sid,
    account_sid: session.credentials.accountSid,
    service_sid: session.serviceSid(service.index),
    date_created: date,
    date_updated: date,
    ...kind.own(sender),
    capabilities: sendsMedia(session, index) ? ['SMS', 'MMS'] : ['SMS'],
    url: `${urlOf(place)}/${sid}`,
  };
}

function urlOf({ session, service, kind, base }: PoolPlace): string {
  return `${base}/v1/Services/${session.serviceSid(service.index)}/${kind.path}`;
}
