import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { filesFromRecord } from '../../src/document/files.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { serve } from '../../src/server/serve.ts';
import { Session } from '../../src/server/session.ts';
import { type Loaded, type Speeds, speedsInTurn, startLoad } from './load-process.ts';

const CONNECTIONS = 64;
const ACCOUNT = `AC${'0'.repeat(32)}`;
const SCENARIO = `senders: [{ id: code, short-code: { code: "12345", country: US } }]
carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }
`;
const FORM = 'From=12345&To=%2B14155550111&Body=Your+code+is+123456.+It+is+good+for+ten+minutes.';
/** About as long as a message of the API is. */
const ANSWER: string = JSON.stringify({ text: 'x'.repeat(850) });

/** A session with one sender that has no limit. */
export function loadSession(): Session {
  const reading = readScenarioText('load.yaml', SCENARIO, filesFromRecord({}));
  if (!reading.ok) throw new Error('the scenario of the load is wrong');
  return new Session(reading.scenario, { accountSid: ACCOUNT, authToken: 'secret' });
}

/** @returns its port. */
export async function serveMpsim(): Promise<string> {
  const { url } = await serve(loadSession(), { port: 0, speed: 0 });
  return new URL(url).port;
}

/** The least that a handler does which reads the same form. @returns its port. */
export async function serveBare(): Promise<string> {
  let bodies = 0;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(pieces).toString('utf8'));
      bodies += form.get('Body')!.length;
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.statusCode = bodies > 0 ? 201 : 400;
      response.end(ANSWER);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A port that is listened at has an address of this kind.
  return String((server.address() as AddressInfo).port);
}

/** Message creations a second: so many requests over 64 connections that stay open. Every answer must be 201. */
async function creationsPerSecond({ said: port }: Loaded, requests: number): Promise<number> {
  const authorization = Buffer.from(`${ACCOUNT}:secret`).toString('base64');
  const request = [
    `POST /2010-04-01/Accounts/${ACCOUNT}/Messages.json HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Authorization: Basic ${authorization}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${FORM.length}`,
    '',
    FORM,
  ].join('\r\n');
  const sockets = Array.from({ length: CONNECTIONS }, () => connect(port, '127.0.0.1').setNoDelay());
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const start = performance.now();
  await Promise.all(sockets.map((socket) => ask(socket, request, Math.ceil(requests / CONNECTIONS))));
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.destroy();
  return (Math.ceil(requests / CONNECTIONS) * CONNECTIONS) / seconds;
}

/** Makes a request again and again on one connection, each when the one before is answered. */
function ask(socket: Socket, request: string, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = times;
    let text = '';
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('data', (piece: string) => {
      text += piece;
      const head = text.indexOf('\r\n\r\n');
      if (head === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
      if (text.length < head + 4 + length) return;
      if (!text.startsWith('HTTP/1.1 201')) return reject(new Error(text));
      text = '';
      left -= 1;
      if (left === 0) resolve();
      else socket.write(request);
    });
    socket.write(request);
  });
}

/** Creations a second of both servers. `self` as for {@link startLoad}. */
export async function benchCreations(self: string, turns: number, requests: number): Promise<Speeds> {
  const bare = await startLoad(self, 'bare');
  const mpsim = await startLoad(self, 'mpsim');
  try {
    return await speedsInTurn(
      turns,
      () => creationsPerSecond(bare, requests),
      () => creationsPerSecond(mpsim, requests),
    );
  } finally {
    bare.stop();
    mpsim.stop();
  }
}
