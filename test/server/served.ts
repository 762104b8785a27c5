import { type ServeOptions, type Serving, serve } from '../../src/server/serve.ts';
import { Session } from '../../src/server/session.ts';
import { scenarioFrom } from './sessions.ts';

/** What a request was answered with. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the server says is what these tests look at
  readonly json: any;
}

/** A server of a scenario, on a free port, as a client sees it. */
export interface Served extends Serving {
  readonly accountSid: string;
  readonly authToken: string;
  /** Makes a request with the right credentials; a record as body is sent as a form. */
  readonly call: (method: string, path: string, form?: Record<string, string>) => Promise<Reply>;
  readonly create: (form: Record<string, string>) => Promise<Reply>;
  readonly control: (method: string, path: string, body?: object) => Promise<Reply>;
  /** Path of the list of messages. */
  readonly messages: string;
}

export async function served(text: string, options: Partial<ServeOptions> = {}): Promise<Served> {
  const session = new Session(scenarioFrom(text));
  const { accountSid, authToken } = session.credentials;
  const serving = await serve(session, { port: 0, speed: 0, ...options });
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const messages = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
  const send = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(`${serving.url}${path}`, init);
    const body = await response.text();
    return { status: response.status, json: body === '' ? undefined : JSON.parse(body) };
  };
  const call: Served['call'] = (method, path, form) =>
    send(path, {
      method,
      headers: { authorization },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
  return {
    ...serving,
    accountSid,
    authToken,
    messages,
    call,
    create: (form) => call('POST', messages, form),
    control: (method, path, body) =>
      send(`/_mpsim/${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
