import { US_PER_SECOND } from '../kernel/time.ts';
import { parseE164 } from '../messaging/addresses.ts';
import { firstFault } from '../messaging/first-fault.ts';
import { normalNumber } from '../messaging/normal-number.ts';
import { type MessageRequest, secondsUntil } from '../messaging/request.ts';
import { isBlank, serviceOf } from '../messaging/request-parts.ts';
import { countSent, sentText } from '../messaging/sent-text.ts';
import type { LivePlan } from '../scenario/compile.ts';
import { NO_COUNTRY } from '../scenario/plan.ts';
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
  readonly #services: ReadonlyMap<string, number>;
  readonly #recipients: Map<string, number> = new Map();

  constructor(live: LivePlan) {
    const { plan } = live;
    this.#live = live;
    this.#senders = new Map(plan.senders.map(({ address }, index) => [address, index]));
    this.#countries = new Map(plan.countries.map((country, index) => [country, index]));
    this.#services = new Map(plan.services.map(({ id }, index) => [id, index]));
  }

  /** About 100 microseconds for a recipient that is new. The instant bears on what is scheduled. */
  judge(written: LiveRequest, now: JudgedAt): Judged {
    const { plan, account } = this.#live;
    const { sendAt } = written;
    const sendInSeconds = isBlank(sendAt) ? undefined : secondsUntil(sendAt!, now.wallMs);
    const request = { ...written, to: normal(written.to), from: normal(written.from), sendInSeconds };
    const service = this.#services.get(serviceOf(request) ?? '') ?? -1;
    const namesSender = !isBlank(request.from) && serviceOf(request) !== request.from;
    const stream = service === -1 ? 0 : 1 + 2 * service + (namesSender ? 1 : 0);
    const own = plan.streams[stream]!.text;
    const treatment = { ...own, smartEncoded: request.smartEncoded ?? own.smartEncoded };
    const withMedia = (request.media ?? []).length > 0;
    const { encoding, segments } = countSent(request.body ?? '', treatment, withMedia);
    return {
      request,
      callbackUrl: isBlank(request.statusCallback)
        ? account.services.get(serviceOf(request) ?? '')?.statusCallback
        : request.statusCallback,
      text: sentText(request.body ?? '', treatment),
      stream,
      submission: {
        ...this.#recipient(request.to),
        senderPosition: service !== -1 && !namesSender ? -1 : (this.#senders.get(request.from ?? '') ?? -1),
        fault: firstFault(plan.acceptance, request, account),
        media: withMedia,
        segments,
        wide: encoding === 'UCS-2',
        linkedSegments: 0,
        linkedWide: false,
        // The milliseconds of the present instant are whole, too.
        sendAtUs: now.us - (now.us % 1000) + Math.round((sendInSeconds ?? Number.NaN) * US_PER_SECOND),
        validityUs: isBlank(request.validityPeriod)
          ? Number.NaN
          : Number(request.validityPeriod) * US_PER_SECOND,
      },
    };
  }

  #recipient(to = ''): Pick<LiveSubmission, 'country' | 'areaCode' | 'recipientKey'> {
    const number = parseE164(to);
    if (number === undefined) return { country: NO_COUNTRY, areaCode: -1, recipientKey: -1 };
    // The last country of all is that of numbers that have none.
    const country = this.#countries.get(number.country ?? '') ?? this.#countries.size - 1;
    const recipientKey = this.#recipients.get(to) ?? this.#recipients.size;
    this.#recipients.set(to, recipientKey);
    return { country, areaCode: to.startsWith('+1') ? Number(to.slice(2, 5)) : -1, recipientKey };
  }
}

function normal(number: string | undefined): string | undefined {
  return number === undefined ? undefined : normalNumber(number);
}
