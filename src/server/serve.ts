import { NotNoted } from './api-error.ts';
import { AllowedHosts } from './callbacks/allowed-hosts.ts';
import type { CallbackOutcome } from './callbacks/due-callback.ts';
import { Clock } from './clock.ts';
import { CONTROL, type Controlled, control, refuseForeign } from './control-api.ts';
import { Deliveries } from './deliveries.ts';
import { type HttpAnswer, type HttpHandler, type HttpRequest, listen } from './http.ts';
import type { TimedInput } from './input.ts';
import { CallbackNews } from './inspector/callback-news.ts';
import { Feed } from './inspector/feed.ts';
import { openPage } from './inspector/open-page.ts';
import { FETCH_LIMITS, MediaFetcher } from './media/media-fetcher.ts';
import type { FetchMedia } from './message-api.ts';
import { pathToTell } from './path-to-tell.ts';
import { answerCall } from './routes.ts';
import type { Session } from './session.ts';

/** How a session is served. */
export interface ServeOptions {
  /** 0 is any free one. */
  readonly port: number;
  /** Simulated seconds that pass in a second; 0: time stands still until it is told. */
  readonly speed: number;
  /** Hosts besides this machine that callbacks may go to, and media be fetched from. */
  readonly allowedHosts?: readonly string[];
  /** What a session was asked before, in the same order; it is taken up where that ends. */
  readonly before?: Iterable<TimedInput>;
  /** Told of each input before it takes effect. */
  readonly noted?: (input: TimedInput) => void;
  /** A line about each request, and each medium or callback that failed: no credentials, no texts, no numbers. */
  readonly log?: (line: object) => void;
}

/** A server at work. */
export interface Serving {
  /** `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Stops at once: open connections are closed. */
  readonly stop: () => Promise<void>;
}

/**
 * Serves a session on loopback.
 *
 * @throws the system's error when the port cannot be had.
 */
export async function serve(session: Session, options: ServeOptions): Promise<Serving> {
  const { port, speed, allowedHosts = [], before = [], noted, log } = options;
  const news = new CallbackNews();
  const deliveries = new Deliveries(session, allowedHosts, (outcome) => {
    news.hear(outcome, session.live.nowUs);
    if (outcome.result === 'given up') log?.(givenUpLine(session, outcome));
  });
  session.listener = {
    taken: (input, atUs) => {
      try {
        noted?.({ ...input, atUs });
      } catch (error) {
        throw new NotNoted(error);
      }
    },
    callbackDue: (message, status, atUs) => deliveries.fallDue(message, status, atUs),
    callbackOver: (message, status) => deliveries.isOver(message, status),
    begun: () => {
      deliveries.clear();
      news.clear();
    },
  };
  for (const input of before) session.repeat(input);
  if (session.speed !== speed) session.setSpeed(speed);
  const clock = new Clock(session, deliveries, () => performance.now());
  clock.catchUp();
  const fetcher = fetcherOf(session, options);
  const fetchMedia: FetchMedia = async (urls) => {
    const media = await fetcher.fetch(urls);
    clock.catchUp();
    return media;
  };
  const feed = new Feed({ session, clock, news }, Date.now().toString(36));
  const listening = await listen(handlerOf({ session, clock, fetchMedia, feed }, options), port);
  const stop = async (): Promise<void> => {
    clock.stop();
    feed.stop();
    deliveries.stop();
    fetcher.stop();
    await listening.stop();
  };
  return { url: listening.url, stop };
}

/** What somebody whose callbacks do not come needs to know. Paths and queries may hold secrets. */
function givenUpLine(session: Session, { due, attempts, errorCode, why }: CallbackOutcome): object {
  const { status, url } = due;
  const callbackHost = URL.canParse(url) ? new URL(url).host : undefined;
  return {
    simulated_us: session.live.nowUs,
    sid: due.parameters.find(([name]) => name === 'MessageSid')?.[1],
    message_status: status,
    callback_host: callbackHost,
    attempts,
    error_code: errorCode,
    why,
  };
}

function fetcherOf(session: Session, { allowedHosts = [], log }: ServeOptions): MediaFetcher {
  const { maximumBytes, maximumBytesUnadapted } = session.livePlan.rulebook.media;
  return new MediaFetcher({
    hosts: new AllowedHosts(allowedHosts),
    limits: FETCH_LIMITS,
    bytesMax: Math.max(maximumBytes, maximumBytesUnadapted),
    told: ({ host, errorCode, why }) =>
      log?.({ simulated_us: session.live.nowUs, media_host: host, error_code: errorCode, why }),
  });
}

function handlerOf(served: Controlled & { readonly feed: Feed }, { log }: ServeOptions): HttpHandler {
  const { session, clock, fetchMedia, feed } = served;
  const requestDigits = session.sids.digitsOf('request', 0).slice(0, 16);
  let requests = 0;
  let underWay = 0;
  const end = (): void => {
    underWay -= 1;
    // Nobody sees any more where it stands.
    if (clock.isStopped) return;
    clock.catchUp();
    session.witness();
  };
  return {
    vet: (request) => {
      if (isControl(request)) refuseForeign(request);
    },
    answer: (request) => {
      const page = openPage(feed, request);
      if (page !== undefined) return page;
      clock.catchUp();
      underWay += 1;
      let answer: HttpAnswer | Promise<HttpAnswer> | undefined;
      try {
        answer = isControl(request)
          ? control(served, request).then((body) => ({ status: 200, body }))
          : answerCall(session, request, fetchMedia);
      } finally {
        if (!(answer instanceof Promise)) end();
      }
      return answer instanceof Promise ? answer.finally(end) : answer;
    },
    // Source: recorded replies (2023-11). What would not be true here is left out.
    headers: (path, ms) => {
      if (path.startsWith(CONTROL)) return [];
      requests += 1;
      return [
        'Twilio-Request-Id',
        `RQ${requestDigits}${requests.toString(16).padStart(16, '0')}`,
        'Twilio-Request-Duration',
        (ms / 1000).toFixed(3),
        'Twilio-Concurrent-Requests',
        String(underWay + 1),
      ];
    },
    answered: ({ method, path }, { status, body }, ms) => {
      const sid = body !== undefined && 'sid' in body ? body.sid : undefined;
      const tookMs = Math.round(ms * 1000) / 1000;
      log?.({ simulated_us: session.live.nowUs, method, path: pathToTell(path), status, sid, ms: tookMs });
    },
  };
}

function isControl({ path }: Pick<HttpRequest, 'path'>): boolean {
  return path.startsWith(CONTROL);
}
