import { request } from 'node:http';

/** Asks the control API of one server, by method and path below `/_mpsim/`, with a body in JSON. */
export type Control = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;

/** The control API of a server. @throws Error in its words, or that the server was stopped. */
export function controlOf(url: string): Control {
  return async <Answer>(method: string, path: string, body?: object) => {
    const { status, text } = await answered(url, method, path, body);
    // What the control API answers to this path.
    const answer = JSON.parse(text) as Answer & { readonly message?: string };
    if (status >= 400) throw new Error(answer.message);
    return answer;
  };
}

function answered(
  url: string,
  method: string,
  path: string,
  body?: object,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    // No agent: a connection that stays open would outlive the test.
    const options = { method, agent: false, headers: { 'Content-Type': 'application/json' } };
    const asking = request(`${url}/_mpsim/${path}`, options, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      reply.once('end', () => resolve({ status: reply.statusCode ?? 0, text }));
      reply.once('error', () => reject(stopped(path)));
    });
    asking.once('error', () => reject(stopped(path)));
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function stopped(path: string): Error {
  return new Error(`the test server was stopped before it answered ${path}: call stop() last`);
}
