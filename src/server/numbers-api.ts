import type { PlanSender } from '../scenario/plan.ts';
import { API_VERSION, rfc2822 } from './message-json.ts';
import { pageOf2010 } from './page.ts';
import type { Session } from './session.ts';

/** GET IncomingPhoneNumbers: the numbers of the scenario, in its order. Fields: OpenAPI description (2026-04). */
export function incomingPhoneNumbers(session: Session, path: string, query: URLSearchParams): object {
  const wanted = query.get('PhoneNumber');
  const items = session.livePlan.plan.senders.flatMap((sender, index) =>
    sender.address.startsWith('+') && (wanted === null || sender.address === wanted)
      ? [numberJson(session, sender, index)]
      : [],
  );
  return pageOf2010(path, query, 'incoming_phone_numbers', items);
}

function numberJson(
  session: Session,
  { address, id, class: senderClass }: PlanSender,
  index: number,
): object {
  const sid = session.numberSid(index);
  const account = session.credentials.accountSid;
  const date = rfc2822(session.wallMsOf(0));
  return {
    account_sid: account,
    address_sid: null,
    address_requirements: 'none',
    api_version: API_VERSION,
    beta: false,
    capabilities: { voice: false, sms: true, mms: sendsMedia(session, index), fax: false },
    date_created: date,
    date_updated: date,
    friendly_name: id,
    identity_sid: null,
    phone_number: address,
    origin: 'twilio',
    sid,
    sms_application_sid: '',
    sms_fallback_method: 'POST',
    sms_fallback_url: '',
    sms_method: 'POST',
    sms_url: '',
    status_callback: '',
    status_callback_method: 'POST',
    trunk_sid: null,
    uri: `/${API_VERSION}/Accounts/${account}/IncomingPhoneNumbers/${sid}.json`,
    voice_receive_mode: 'voice',
    voice_application_sid: null,
    voice_caller_id_lookup: false,
    voice_fallback_method: 'POST',
    voice_fallback_url: null,
    voice_method: 'POST',
    voice_url: null,
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    bundle_sid: null,
    status: 'in-use',
    type: senderClass === 'toll-free' ? 'toll-free' : 'local',
  };
}

/** GET SMS/ShortCodes: the short codes of the scenario. Fields: OpenAPI description (2026-04). */
export function shortCodes(session: Session, path: string, query: URLSearchParams): object {
  const wanted = query.get('ShortCode');
  const items = session.livePlan.plan.senders.flatMap((sender, index) =>
    sender.class === 'short-code' && (wanted === null || sender.address === wanted)
      ? [shortCodeJson(session, sender, index)]
      : [],
  );
  return pageOf2010(path, query, 'short_codes', items);
}

function shortCodeJson(session: Session, { address, id }: PlanSender, index: number): object {
  const sid = session.shortCodeSid(index);
  const account = session.credentials.accountSid;
  const date = rfc2822(session.wallMsOf(0));
  return {
    account_sid: account,
    api_version: API_VERSION,
    date_created: date,
    date_updated: date,
    friendly_name: id,
    short_code: address,
    sid,
    sms_fallback_method: 'POST',
    sms_fallback_url: null,
    sms_method: 'POST',
    sms_url: null,
    uri: `/${API_VERSION}/Accounts/${account}/SMS/ShortCodes/${sid}.json`,
  };
}

/** Whether a sender can send media to its own country, as far as its rulebook says. */
export function sendsMedia({ livePlan }: Session, sender: number): boolean {
  const { countries, mediaCountries, senders } = livePlan.plan;
  return mediaCountries[countries.indexOf(senders[sender]!.country ?? '')] === true;
}

/** GET OutgoingCallerIds: the numbers that a trial account has verified. Fields: OpenAPI description (2026-04). */
export function outgoingCallerIds(session: Session, path: string, query: URLSearchParams): object {
  const account = session.credentials.accountSid;
  const date = rfc2822(session.wallMsOf(0));
  const wanted = query.get('PhoneNumber');
  const items = [...session.livePlan.account.verified].flatMap((number, index) => {
    if (wanted !== null && number !== wanted) return [];
    const sid = `PN${session.sids.digitsOf('caller', index)}`;
    return {
      sid,
      date_created: date,
      date_updated: date,
      friendly_name: number,
      account_sid: account,
      phone_number: number,
      uri: `/${API_VERSION}/Accounts/${account}/OutgoingCallerIds/${sid}.json`,
    };
  });
  return pageOf2010(path, query, 'outgoing_caller_ids', items);
}
