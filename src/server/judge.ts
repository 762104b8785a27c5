import { US_PER_SECOND } from '../kernel/time.ts';
import { parseE164 } from '../messaging/addresses.ts';
import { breaks, firstFault } from '../messaging/first-fault.ts';
import { normalNumber } from '../messaging/normal-number.ts';
import {
  type AccountFacts,
  type MessageRequest,
  type ServiceFacts,
  secondsUntil,
} from '../messaging/request.ts';
import { mediaFailure } from '../messaging/request-media.ts';
import { isBlank, serviceOf } from '../messaging/request-parts.ts';
import { NO_FAULT } from '../messaging/request-rules.ts';
import { countSent, sentText } from '../messaging/sent-text.ts';
import { linksFor } from '../scenario/compile/compile-stream-options.ts';
import type { LivePlan } from '../scenario/compile.ts';
import { parseDuration, required } from '../scenario/forms/quantities.ts';
import { NO_COUNTRY } from '../scenario/plan.ts';
import type { ServiceEntry } from '../scenario/scenario.ts';
import type { LiveSubmission } from '../traffic/live-stream.ts';

/** A request from outside. */
export interface LiveRequest extends MessageRequest {
  /** Undefined: as its messaging service has it. */
  readonly smartEncoded?: boolean | undefined;
}

/** A request as the model takes it. */
export interface Judged {
  /** With its numbers in E.164 and its service by name. */
  readonly request: LiveRequest;
  /** The text as it is sent. */
  readonly text: string;
  /** Place of the stream that it comes by. */
  readonly stream: number;
  readonly submission: LiveSubmission;
  /** Where its status callbacks go; undefined: nowhere. */
  readonly callbackUrl: string | undefined;
}

/** How a messaging service treats what goes through it. */
interface ServiceTreatment {
  /** In the plan; -1: it is no service. */
  readonly place: number;
  readonly smartEncoded: boolean;
  /** Whether media become links where none can be sent. */
  readonly converts: boolean;
  /** In whole microseconds; NaN: as the rulebook says. */
  readonly validityUs: number;
}

const NO_SERVICE: ServiceTreatment = {
  place: -1,
  smartEncoded: false,
  converts: false,
  validityUs: Number.NaN,
};

/** The present instant: in whole microseconds of the session, and in milliseconds since 1970. */
export interface JudgedAt {
  readonly us: number;
  readonly wallMs: number;
}

/** What of a request the request and the account alone decide: where it goes, what it costs, which rule it breaks. */
export class Judge {
  readonly #live: LivePlan;
  readonly #senders: ReadonlyMap<string, number>;
  readonly #countries: ReadonlyMap<string, number>;
  /** By name: the services that there are at present. */
  readonly #services: Map<string, ServiceTreatment> = new Map();
  readonly #account: AccountFacts & { readonly services: Map<string, ServiceFacts> };

  constructor(live: LivePlan) {
    const { plan } = live;
    this.#live = live;
    this.#senders = new Map(plan.senders.map(({ address }, index) => [address, index]));
    this.#countries = new Map(plan.countries.map((country, index) => [country, index]));
    this.#account = { ...live.account, services: new Map() };
  }

  /** A service is there, with these senders in its pool; or, without an entry, it is there no more. */
  setService(index: number, entry: ServiceEntry | undefined, pool: readonly number[]): void {
    for (const [id, { place }] of this.#services) {
      if (place !== index) continue;
      this.#services.delete(id);
      this.#account.services.delete(id);
    }
    if (entry === undefined) return;
    const { senders } = this.#live.plan;
    const { validity } = entry;
    this.#services.set(entry.id, {
      place: index,
      smartEncoded: entry['smart-encoding'] ?? false,
      converts: entry['mms-converter'] ?? false,
      validityUs: validity === undefined ? Number.NaN : required('validity', parseDuration(validity)),
    });
    this.#account.services.set(entry.id, {
      pool: pool.map((sender) => senders[sender]!.address),
      statusCallback: entry['status-callback'],
    });
  }

  /** About 100 microseconds for a recipient that is new. The instant bears on what is scheduled. */
  judge(written: LiveRequest, now: JudgedAt): Judged {
    const { plan, rulebook } = this.#live;
    const account = this.#account;
    const request = normalized(written, now);
    const service = this.#services.get(serviceOf(request) ?? '') ?? NO_SERVICE;
    const namesSender = !isBlank(request.from) && serviceOf(request) !== request.from;
    const stream = service === NO_SERVICE ? 0 : 1 + 2 * service.place + (namesSender ? 1 : 0);
    const { media = [] } = request;
    const treatment = {
      ...plan.streams[stream]!.text,
      smartEncoded: request.smartEncoded ?? service.smartEncoded,
      links: service.converts ? linksFor(media.length, rulebook.services.mediaLink) : '',
    };
    const withMedia = media.length > 0;
    const { encoding, segments, linked } = countSent(request.body ?? '', treatment, withMedia);
    return {
      request,
      callbackUrl: isBlank(request.statusCallback)
        ? account.services.get(serviceOf(request) ?? '')?.statusCallback
        : request.statusCallback,
      text: sentText(request.body ?? '', treatment),
      stream,
      submission: {
        ...this.#recipient(request.to),
        senderPosition:
          service !== NO_SERVICE && !namesSender ? -1 : (this.#senders.get(request.from ?? '') ?? -1),
        fault: firstFault(plan.acceptance, request, account),
        media: withMedia,
        mediaFailure: withMedia ? mediaFailure(request, rulebook.media) : 0,
        segments,
        wide: encoding === 'UCS-2',
        linkedSegments: linked?.segments ?? 0,
        linkedWide: linked?.encoding === 'UCS-2',
        // The milliseconds of the present instant are whole, too.
        sendAtUs:
          now.us - (now.us % 1000) + Math.round((request.sendInSeconds ?? Number.NaN) * US_PER_SECOND),
        validityUs: isBlank(request.validityPeriod)
          ? service.validityUs
          : Number(request.validityPeriod) * US_PER_SECOND,
      },
    };
  }

  /**
   * Whether what lies behind the addresses of its media bears on a request: it breaks no rule that is looked at before
   * them, and they are addresses, and not too many. Changes nothing.
   */
  asksForMedia(written: LiveRequest, now: JudgedAt): boolean {
    if ((written.media ?? []).length === 0) return false;
    const request = normalized(written, now);
    const { acceptance } = this.#live.plan;
    const fault = firstFault(acceptance, request, this.#account);
    const ofContent = acceptance.findIndex(({ rule }) => rule === 'media-content');
    if (fault !== NO_FAULT && !(ofContent !== -1 && ofContent < fault)) return false;
    const unfit = ['media-urls', 'media-count'] as const;
    return !unfit.some((rule) => breaks(rule, request, this.#account));
  }

  #recipient(to = ''): Pick<LiveSubmission, 'country' | 'areaCode' | 'recipientKey'> {
    const number = parseE164(to);
    if (number === undefined) return { country: NO_COUNTRY, areaCode: -1, recipientKey: -1 };
    // The last country of all is that of numbers that have none.
    const country = this.#countries.get(number.country ?? '') ?? this.#countries.size - 1;
    const areaCode = to.startsWith('+1') ? Number(to.slice(2, 5)) : -1;
    // No two numbers have the same digits, and 15, the most that E.164 has, are whole as a double.
    return { country, areaCode, recipientKey: Number(to.slice(1)) };
  }
}

/** A request with its numbers in E.164, and its time counted from now. */
function normalized(written: LiveRequest, { wallMs }: JudgedAt): LiveRequest {
  const { to, from, sendAt } = written;
  const sendInSeconds = isBlank(sendAt) ? undefined : secondsUntil(sendAt!, wallMs);
  return { ...written, to: normal(to), from: normal(from), sendInSeconds };
}

function normal(number: string | undefined): string | undefined {
  return number === undefined ? undefined : normalNumber(number);
}
