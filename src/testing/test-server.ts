import { nodeFiles } from '../cli/node-files.ts';
import { filesFromRecord } from '../document/files.ts';
import { formatDiagnostic } from '../document/format-diagnostic.ts';
import { type Reading, readScenario, readScenarioText } from '../scenario/read.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Serving, serve } from '../server/serve.ts';
import { Session } from '../server/session.ts';
import { type CallbackEndpoint, type HeardCallback, openCallbackEndpoint } from './callback-endpoint.ts';
import { controlOf } from './control-client.ts';
import {
  type HelperLibrary,
  type HttpClient,
  loadTwilio,
  redirectTo,
  type TwilioClient,
} from './helper-library.ts';

export type { HeardCallback } from './callback-endpoint.ts';
export type { HttpClient, TwilioClient } from './helper-library.ts';

/** A scenario: the path of its file, or its text, with the texts of the files that it names. */
export type ScenarioSource =
  | string
  | { readonly text: string; readonly files?: Readonly<Record<string, string>> };

export interface TestServerOptions {
  /** `AC` and 32 hexadecimal digits; default one that follows from the seed. */
  readonly accountSid?: string;
  /** Default one that follows from the seed. */
  readonly authToken?: string;
  /** Hosts besides this machine that callbacks and media requests may go to. Default: none. */
  readonly allowedHosts?: readonly string[];
}

/** Where a clock stands. */
export interface ClockState {
  /** Simulated time in whole microseconds. */
  readonly now_us: number;
  /** The same as a date, from the scenario's `start`. */
  readonly now: string;
  readonly speed: string;
  /** Null: nothing will happen by itself. */
  readonly next_event_us: number | null;
}

/** A server of a scenario for the tests of an application. Time stands still in it until it is advanced. */
export interface TestServer {
  /** `http://127.0.0.1:41231`. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** The helper library's client of this account, every host of which is this server. @throws Error where `twilio` is not installed. */
  readonly client: TwilioClient;
  /** For a client that the application makes itself: `twilio(sid, token, { httpClient })`. @throws as `client`. */
  readonly httpClient: HttpClient;
  /** SIDs of messaging services by their ids in the scenario. */
  readonly services: Readonly<Record<string, string>>;
  /** An address for StatusCallback that keeps what comes to it. */
  readonly callbackUrl: string;
  /** What came to `callbackUrl`, in that order; each signature was found right. */
  readonly callbacks: readonly HeardCallback[];
  /** Lets time pass, such as `5h` or `90s`. Resolves once all callbacks due by then were answered or given up. */
  advance(by: string): Promise<ClockState>;
  /** Lets the whole instant pass at which something happens next. */
  advanceToNextEvent(): Promise<ClockState>;
  /** Lets time pass until every message has come to its end, or nothing more will happen to those that have not. */
  advanceToIdle(): Promise<ClockState>;
  clock(): Promise<ClockState>;
  /** The clock, messages by status, waiting segments by sender, and more. */
  state(): Promise<Readonly<Record<string, unknown>>>;
  /** A disturbance begins now: as in a scenario, without `at`, such as `{ carrier: 'default', latency: 'x5', for: '30m' }`. */
  disturb(incident: Readonly<Record<string, unknown>>): Promise<ClockState>;
  /** What goes wrong with callbacks from now on, such as `{ dropped: '1%' }`; `{}`: nothing. */
  setCallbackFaults(faults: Readonly<Record<string, unknown>>): Promise<ClockState>;
  /** Begins anew from the seed, and forgets the callbacks. */
  reset(): Promise<ClockState>;
  /** Ends it; nothing of it stays open. */
  stop(): Promise<void>;
}

/**
 * Starts a server of a scenario in this process, on a free port of this machine.
 *
 * @throws Error that tells every mistake of the scenario.
 * @example
 * const server = await testServer('scenario.yaml');
 * const { sid } = await server.client.messages.create({ from: '+14155550100', to: '+14155550111', body: 'Hello' });
 * await server.advance('5h');
 * expect((await server.client.messages(sid).fetch()).status).toBe('delivered');
 * await server.stop();
 */
export async function testServer(
  source: ScenarioSource,
  options: TestServerOptions = {},
): Promise<TestServer> {
  const { accountSid, authToken, allowedHosts = [] } = options;
  const session = new Session(scenarioOf(source), { accountSid, authToken });
  const serving = await serve(session, { port: 0, speed: 0, allowedHosts });
  const endpoint = await openCallbackEndpoint(session.credentials.authToken, () => session.live.nowUs);
  const library = await loadTwilio();
  return assembled(session, serving, endpoint, library);
}

function scenarioOf(source: ScenarioSource): Scenario {
  const reading: Reading =
    typeof source === 'string'
      ? readScenario(source, nodeFiles)
      : readScenarioText('scenario.yaml', source.text, filesFromRecord(source.files ?? {}));
  if (reading.ok) return reading.scenario;
  throw new Error(
    `the scenario is wrong\n${reading.diagnostics.map((one) => formatDiagnostic(one)).join('\n')}`,
  );
}

function assembled(
  session: Session,
  { url, stop }: Serving,
  endpoint: CallbackEndpoint,
  library: HelperLibrary | undefined,
): TestServer {
  const { accountSid, authToken } = session.credentials;
  const control = controlOf(url);
  const installed = (): HelperLibrary => {
    if (library === undefined) throw new Error('the helper library is not installed: npm install twilio');
    return library;
  };
  let httpClient: HttpClient | undefined;
  let client: TwilioClient | undefined;
  return {
    url,
    accountSid,
    authToken,
    get httpClient() {
      httpClient ??= redirectTo(url, installed());
      return httpClient;
    },
    get client() {
      client ??= installed()(accountSid, authToken, { httpClient: this.httpClient });
      return client;
    },
    services: Object.fromEntries(
      session.services.all.map(({ entry, index }) => [entry.id, session.serviceSid(index)]),
    ),
    callbackUrl: endpoint.url,
    callbacks: endpoint.heard,
    advance: (by) => control('POST', 'clock/advance', { by }),
    advanceToNextEvent: () => control('POST', 'clock/advance', { to: 'next-event' }),
    advanceToIdle: () => control('POST', 'clock/advance', { to: 'idle' }),
    clock: () => control('GET', 'clock'),
    state: () => control('GET', 'state'),
    disturb: (incident) => control('POST', 'incidents', incident),
    setCallbackFaults: (faults) => control('POST', 'callback-faults', faults),
    reset: async () => {
      const state: ClockState = await control('POST', 'reset', {});
      endpoint.forget();
      return state;
    },
    stop: async () => {
      await stop();
      await endpoint.stop();
    },
  };
}
