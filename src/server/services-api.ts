import { US_PER_SECOND } from '../kernel/time.ts';
import { isWebAddress } from '../messaging/request-parts.ts';
import { parseDuration, required } from '../scenario/forms/quantities.ts';
import type { ServiceEntry } from '../scenario/scenario.ts';
import { ApiError, badRequest, notFound } from './api-error.ts';
import { pageOfV1 } from './page.ts';
import type { LiveService, ServiceTerms } from './service-book.ts';
import type { Session } from './session.ts';

/** A service as the API shows it: these fields and no others. Source: OpenAPI description of Messaging v1 (2026-04). */
export function serviceJson(session: Session, base: string, service: LiveService): object {
  const { entry, name, index, createdAtUs, updatedAtUs } = service;
  const sid = session.serviceSid(index);
  const url = `${base}/v1/Services/${sid}`;
  return {
    sid,
    account_sid: session.credentials.accountSid,
    friendly_name: name,
    date_created: isoDate(session, createdAtUs),
    date_updated: isoDate(session, updatedAtUs),
    inbound_request_url: null,
    inbound_method: 'POST',
    fallback_url: null,
    fallback_method: 'POST',
    status_callback: entry['status-callback'] ?? null,
    sticky_sender: entry['sticky-sender'] ?? false,
    mms_converter: entry['mms-converter'] ?? false,
    smart_encoding: entry['smart-encoding'] ?? false,
    scan_message_content: 'inherit',
    fallback_to_long_code: true,
    area_code_geomatch: entry['area-code-match'] ?? false,
    synchronous_validation: false,
    validity_period: secondsOf(entry.validity) ?? usualValiditySeconds(session),
    url,
    links: {
      phone_numbers: `${url}/PhoneNumbers`,
      short_codes: `${url}/ShortCodes`,
      alpha_senders: `${url}/AlphaSenders`,
      messages: `${url}/Messages`,
      us_app_to_person: `${url}/Compliance/Usa2p`,
      us_app_to_person_usecases: `${url}/Compliance/Usa2p/Usecases`,
      channel_senders: `${url}/ChannelSenders`,
      destination_alpha_senders: `${url}/DestinationAlphaSenders`,
    },
    usecase: 'undeclared',
    us_app_to_person_registered: false,
    use_inbound_webhook_on_number: false,
  };
}

/** POST Services: makes one, without senders. */
export function createService(session: Session, form: URLSearchParams): LiveService {
  const index = session.services.nextIndex;
  if (index === undefined) throw badRequest(400, 'mpsim serve has no room for more messaging services.');
  const name = form.get('FriendlyName') ?? '';
  if (name === '') throw badRequest(400, 'FriendlyName is required.');
  session.setService(index, { name, entry: entryOf(session, index, form), pool: [] });
  // Made just now.
  return session.services.at(index)!;
}

/** GET Services. */
export function serviceList(session: Session, base: string, query: URLSearchParams): object {
  const items = session.services.all.map((service) => serviceJson(session, base, service));
  return pageOfV1(`${base}/v1/Services`, query, 'services', items);
}

/** DELETE a service. */
export function deleteService(session: Session, { index }: LiveService): void {
  session.setService(index, undefined);
}

/** The service of a SID. @throws ApiError when there is none. */
export function foundService(session: Session, sid: string, path: string): LiveService {
  const service = session.findService(sid);
  if (service === undefined) throw notFound(path);
  return service;
}

/** Takes senders in, or out. @throws ApiError where its own rate holds its pool as it is. */
export function changePool(session: Session, service: LiveService, pool: readonly number[]): void {
  const { name, entry, index } = service;
  if (entry['segments-per-second'] !== undefined)
    throw badRequest(
      400,
      `The service ${entry.id} of the scenario has a rate of its own over its senders (segments-per-second), which cannot change while it is served.`,
    );
  const terms: ServiceTerms = { name, entry, pool };
  session.setService(index, terms);
}

/** ISO 8601 to the second, as newer APIs write dates. */
export function isoDate(session: Session, us: number): string {
  return `${new Date(session.wallMsOf(us)).toISOString().slice(0, 19)}Z`;
}

/** What is not said is as the provider has it. Defaults: OpenAPI description of Messaging v1 (2026-04). */
function entryOf(session: Session, index: number, form: URLSearchParams): ServiceEntry {
  const flag = (name: string): boolean => (form.get(name) ?? 'true').toLowerCase() === 'true';
  const callback = form.get('StatusCallback') ?? '';
  if (callback !== '' && !isWebAddress(callback))
    throw new ApiError(400, 21609, 'The StatusCallback URL is not a valid absolute URL.');
  const validity = form.get('ValidityPeriod') ?? String(usualValiditySeconds(session));
  const { minimumSeconds, maximumSeconds } = session.livePlan.account.limits.validity;
  if (!/^\d{1,9}$/.test(validity) || Number(validity) < minimumSeconds || Number(validity) > maximumSeconds)
    throw badRequest(
      400,
      `ValidityPeriod takes ${minimumSeconds} to ${maximumSeconds} seconds, not ${validity}`,
    );
  return {
    id: session.livePlan.plan.services[index]!.id,
    senders: [],
    'sticky-sender': flag('StickySender'),
    'mms-converter': flag('MmsConverter'),
    'smart-encoding': flag('SmartEncoding'),
    'area-code-match': flag('AreaCodeGeomatch'),
    validity: `${validity}s`,
    ...(callback === '' ? {} : { 'status-callback': callback }),
  };
}

function secondsOf(validity: ServiceEntry['validity']): number | undefined {
  return validity === undefined
    ? undefined
    : Math.round(required('validity', parseDuration(validity)) / US_PER_SECOND);
}

/**
 * Seconds that a message may wait in a service's queues unless that says otherwise: as many as there can be. Source:
 * OpenAPI descriptions of Messaging v1 (14,400 until 2024-06-06, 36,000 since).
 */
function usualValiditySeconds({ livePlan }: Session): number {
  return livePlan.account.limits.validity.maximumSeconds;
}
