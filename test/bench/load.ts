import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { filesFromRecord } from '../../src/document/files.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { serve } from '../../src/server/serve.ts';
import { Session } from '../../src/server/session.ts';

const CONNECTIONS = 64;
const ACCOUNT = `AC${'0'.repeat(32)}`;
const SCENARIO = `senders: [{ id: code, short-code: { code: "12345", country: US } }]
carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }
`;
const FORM = 'From=12345&To=%2B14155550111&Body=Your+code+is+123456.+It+is+good+for+ten+minutes.';
/** About as long as a message of the API is. */
const ANSWER: string = JSON.stringify({ text: 'x'.repeat(850) });

/** What a process of its own serves. `bare`: the least that a handler does which reads the same form. */
export type LoadServer = 'bare' | 'mpsim';

/** Serves until the process is killed; prints its port. */
export async function serveLoad(kind: LoadServer): Promise<void> {
  process.stdout.write(`${kind === 'bare' ? await serveBare() : await serveMpsim()}\n`);
}

async function serveMpsim(): Promise<string> {
  const reading = readScenarioText('load.yaml', SCENARIO, filesFromRecord({}));
  if (!reading.ok) throw new Error('the scenario of the load is wrong');
  const session = new Session(reading.scenario, { accountSid: ACCOUNT, authToken: 'secret' });
  const { url } = await serve(session, { port: 0, speed: 0 });
  return new URL(url).port;
}

async function serveBare(): Promise<string> {
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

/** A server in a process of its own, so that the load does not take its time. */
export interface Loaded {
  readonly port: number;
  readonly stop: () => void;
}

/** Starts one. `self` is the program that calls {@link serveLoad} when its words are `load` and the kind. */
export async function startLoad(self: string, kind: LoadServer): Promise<Loaded> {
  const child: ChildProcess = spawn(process.execPath, [self, 'load', kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout!, 'data');
  return { port: Number(String(line)), stop: () => child.kill() };
}

/** Message creations a second: so many requests over 64 connections that stay open. Every answer must be 201. */
export async function creationsPerSecond({ port }: Loaded, requests: number): Promise<number> {
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

/** Creations a second of both servers, and the median of mpsim over bare, turn by turn; the first turn is not counted. */
export interface Creations {
  readonly bare: number;
  readonly mpsim: number;
  readonly ratio: number;
}

/** Loads both in turn, so many times. `self` as for {@link startLoad}. */
export async function benchCreations(self: string, turns: number, requests: number): Promise<Creations> {
  const bare = await startLoad(self, 'bare');
  const mpsim = await startLoad(self, 'mpsim');
  try {
    const pairs: { bare: number; mpsim: number }[] = [];
    for (let turn = 0; turn <= turns; turn += 1)
      pairs.push({
        bare: await creationsPerSecond(bare, requests),
        mpsim: await creationsPerSecond(mpsim, requests),
      });
    const counted = pairs.slice(1);
    return {
      bare: median(counted.map((pair) => pair.bare)),
      mpsim: median(counted.map((pair) => pair.mpsim)),
      ratio: median(counted.map((pair) => pair.mpsim / pair.bare)),
    };
  } finally {
    bare.stop();
    mpsim.stop();
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
