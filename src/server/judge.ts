import { US_PER_SECOND } from '../kernel/time.ts';
import { parseE164 } from '../messaging/addresses.ts';
import { breaks, faultFinder } from '../messaging/first-fault.ts';
import { normalNumber } from '../messaging/normal-number.ts';
import {
  type AccountFacts,
  type Medium,
  type MessageRequest,
  type ServiceFacts,
  secondsUntil,
} from '../messaging/request.ts';
import { mediaFailure } from '../messaging/request-media.ts';
import { isBlank, serviceOf } from '../messaging/request-parts.ts';
import { NO_FAULT } from '../messaging/request-rules.ts';
import { countSent, sentText, type TextTreatment } from '../messaging/sent-text.ts';
import { linksFor } from '../scenario/compile/compile-stream-options.ts';
import type { LivePlan } from '../scenario/compile.ts';
import { parseDuration, required } from '../scenario/forms/quantities.ts';
import { NO_COUNTRY } from '../scenario/plan.ts';
import type { ServiceEntry } from '../scenario/scenario.ts';
import type { LiveSubmission } from '../traffic/live-stream.ts';
import type { Asked } from './live-message.ts';

/** A request from outside. */
export interface LiveRequest extends MessageRequest {
  /** Undefined: as its messaging service has it. */
  readonly smartEncoded?: boolean | undefined;
}

/** A request as the model takes it. */
export interface Judged {
  readonly asked: Asked;
  readonly submission: LiveSubmission;
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

const NO_MEDIA: readonly Medium[] = [];
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
  readonly #faultOf: (request: MessageRequest, account: AccountFacts) => number;

  constructor(live: LivePlan) {
    const { plan } = live;
    this.#live = live;
    this.#senders = new Map(plan.senders.map(({ address }, index) => [address, index]));
    this.#countries = new Map(plan.countries.map((country, index) => [country, index]));
    this.#account = { ...live.account, services: new Map() };
    this.#faultOf = faultFinder(plan.acceptance);
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

  /**
   * About 20 microseconds for a recipient that is new. The instant bears on what is scheduled. Objects are written out
   * field by field: with a spread in them they take several times as long.
   */
  judge(written: LiveRequest, now: JudgedAt): Judged {
    const account = this.#account;
    const request = normalized(written, now);
    const { to = '', from, body = '', media = NO_MEDIA, statusCallback } = request;
    const named = serviceOf(request) ?? '';
    const service = this.#services.get(named) ?? NO_SERVICE;
    const namesSender = !isBlank(from) && named !== from;
    const stream = service === NO_SERVICE ? 0 : 1 + 2 * service.place + (namesSender ? 1 : 0);
    const treatment = this.#treatmentOf(request, stream, service);
    const withMedia = media.length > 0;
    const { encoding, segments, linked } = countSent(body, treatment, withMedia);
    const number = parseE164(to);
    const country = number === undefined ? NO_COUNTRY : this.#countryAt(number.country);
    const fault = this.#faultOf(request, account);
    return {
      asked: {
        to: request.to,
        from,
        text: sentText(body, treatment),
        media,
        stream,
        country,
        fault,
        callbackUrl: isBlank(statusCallback) ? account.services.get(named)?.statusCallback : statusCallback,
      },
      submission: {
        country,
        areaCode: number !== undefined && to.startsWith('+1') ? Number(to.slice(2, 5)) : -1,
        // No two numbers have the same digits, and 15, the most that E.164 has, are whole as a double.
        recipientKey: number === undefined ? -1 : Number(to.slice(1)),
        senderPosition: service !== NO_SERVICE && !namesSender ? -1 : (this.#senders.get(from ?? '') ?? -1),
        fault,
        media: withMedia,
        mediaFailure: withMedia ? mediaFailure(request, this.#live.rulebook.media) : 0,
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
    const fault = this.#faultOf(request, this.#account);
    const ofContent = acceptance.findIndex(({ rule }) => rule === 'media-content');
    if (fault !== NO_FAULT && !(ofContent !== -1 && ofContent < fault)) return false;
    const unfit = ['media-urls', 'media-count'] as const;
    return !unfit.some((rule) => breaks(rule, request, this.#account));
  }

  #treatmentOf(
    { media = NO_MEDIA, smartEncoded }: LiveRequest,
    stream: number,
    service: ServiceTreatment,
  ): TextTreatment {
    const { plan, rulebook } = this.#live;
    return {
      prefix: plan.streams[stream]!.text.prefix,
      smartEncoded: smartEncoded ?? service.smartEncoded,
      links: service.converts ? linksFor(media.length, rulebook.services.mediaLink) : '',
    };
  }

  /** The last country of all is that of numbers that have none. */
  #countryAt(code = ''): number {
    return this.#countries.get(code) ?? this.#countries.size - 1;
  }
}

/** So that none is forgotten. */
type EveryPart = { readonly [Part in keyof Required<LiveRequest>]: LiveRequest[Part] };

/** A request with its numbers in E.164, and its time counted from now. */
function normalized(written: LiveRequest, { wallMs }: JudgedAt): EveryPart {
  const { sendAt } = written;
  return {
    path: written.path,
    isAuthenticated: written.isAuthenticated,
    to: normal(written.to),
    toCountry: written.toCountry,
    from: normal(written.from),
    messagingService: written.messagingService,
    body: written.body,
    contentSid: written.contentSid,
    media: written.media,
    statusCallback: written.statusCallback,
    validityPeriod: written.validityPeriod,
    scheduleType: written.scheduleType,
    sendAt,
    sendInSeconds: isBlank(sendAt) ? undefined : secondsUntil(sendAt!, wallMs),
    smartEncoded: written.smartEncoded,
  };
}

function normal(number: string | undefined): string | undefined {
  return number === undefined ? undefined : normalNumber(number);
}
