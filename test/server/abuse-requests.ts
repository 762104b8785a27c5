import fc from 'fast-check';
import { BAD_FORMS, BAD_JSON, CONTROL_PATHS, METHODS, UNKNOWN_PATHS } from './abuse-words.ts';

/** Whom requests go to, as far as they have to know. */
export interface Target {
  readonly port: number;
  readonly accountSid: string;
  /** Value of Authorization that is right. */
  readonly authorization: string;
}

/** Bytes that no client in its right mind sends, in the pieces of Latin-1 that they are made of. */
export interface Abuse {
  readonly name: string;
  readonly text: string;
  /** Whether nothing is missing, so that it has to be answered. */
  readonly isWhole: boolean;
}

const oneOf = <T>(items: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...items);
/** Any bytes, as Latin-1. */
const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) =>
  Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/^[\r\n]+/g, ''),
);

type Headers = Readonly<Record<string, string>>;

function written(method: string, path: string, headers: Headers, body = ''): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

const whole = (name: string, text: fc.Arbitrary<string>): fc.Arbitrary<Abuse> =>
  text.map((one) => ({ name, text: one, isWhole: true }));

/** Requests of all kinds that must be refused; those cut short are no whole ones. */
export function anyAbuse({ port, accountSid, authorization }: Target): fc.Arbitrary<Abuse> {
  const Host = `127.0.0.1:${port}`;
  const own = { Host, Authorization: authorization };
  const form = { ...own, 'Content-Type': 'application/x-www-form-urlencoded' };
  const json = { Host, 'Content-Type': 'application/json' };
  const account = `/2010-04-01/Accounts/${accountSid}`;
  const messages = `${account}/Messages.json`;
  const post = (path: string, headers: Headers, body: string): string =>
    written('POST', path, { ...headers, 'Content-Length': String(Buffer.byteLength(body, 'latin1')) }, body);
  const hex = fc.stringMatching(/^[0-9a-fA-F]{32}$/);

  const badForm = whole(
    'a form that breaks a rule',
    oneOf(BAD_FORMS).map((fields) => post(messages, form, new URLSearchParams(fields).toString())),
  );
  const oddForm = whole(
    'a form that is none',
    fc
      .oneof(
        anyBytes,
        oneOf(['%', '%zz=%', 'To=%ff%fe&Body=%c0%80', '&'.repeat(9999), '\xff=\xfe', 'a=1&'.repeat(50_000)]),
      )
      .map((body) => post(messages, form, body)),
  );
  const badControl = whole(
    'a control request that says nothing sensible',
    fc
      .tuple(oneOf(CONTROL_PATHS), oneOf(BAD_JSON))
      .map(([path, body]) => post(`/_mpsim/${path}`, json, body)),
  );
  const foreign = whole(
    'a control request from elsewhere',
    oneOf<Headers>([
      { ...json, Host: 'evil.example' },
      { ...json, Host: `127.0.0.1:${port}.evil.example` },
      { ...json, Host: '127.0.0.1' },
      { ...json, Origin: 'null' },
      { ...json, Origin: `http://127.0.0.1:${port}.evil.example` },
      { Host, 'Content-Type': 'text/plain' },
      { Host, 'Content-Type': 'application/jsonp' },
      { Host },
    ]).map((headers) => post('/_mpsim/reset', headers, '{}')),
  );
  const stranger = whole(
    'a request without the right credentials',
    oneOf([
      '',
      'Basic',
      'Basic %%%',
      'Bearer x',
      `Basic ${'A'.repeat(5000)}`,
      `${authorization}A`,
      'Basic Og==',
    ]).map((value) => post(messages, { ...form, Authorization: value }, 'To=%2B14165550111')),
  );
  const lost = whole(
    'a path that leads nowhere',
    fc.tuple(oneOf(METHODS), oneOf(UNKNOWN_PATHS)).map(([method, path]) => written(method, path, own)),
  );
  const wrongMethod = whole(
    'a method that a path does not take',
    fc
      .tuple(
        oneOf(['PUT', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'HEAD', 'CONNECT']),
        oneOf([messages, '/v1/Services']),
      )
      .map(([method, path]) => written(method, path, own)),
  );
  const otherSid = whole(
    'a SID that names nothing, or something else',
    fc
      .tuple(oneOf(['GET', 'DELETE', 'POST']), oneOf(['SM', 'MM', 'MG', 'AC', 'PN']), hex)
      .map(([method, kind, digits]) =>
        kind === 'MG'
          ? written(method, `/v1/Services/MG${digits}/PhoneNumbers`, own)
          : written(method, `${account}/Messages/${kind}${digits}.json`, own),
      ),
  );
  const badQuery = whole(
    'a query that no list takes',
    oneOf([
      'PageSize=0',
      'PageSize=NaN',
      'Page=-1',
      'Page=1e9',
      `Page=${'9'.repeat(99)}`,
      'PageToken=__proto__',
      `PageToken=PASM${'0'.repeat(32)}`,
      'DateSent=9999-99-99',
      'DateSent%3C=%ff',
      'DateSent>=yesterday',
    ]).map((query) => written('GET', `${messages}?${query}`, own)),
  );
  const flood = whole(
    'a flood of headers',
    fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 17_000, max: 40_000 }))
      .map(([count, length]) =>
        written('GET', messages, {
          ...own,
          ...Object.fromEntries(
            Array.from({ length: count }, (_, at) => [`X-${at}`, 'y'.repeat(length / count)]),
          ),
        }),
      ),
  );
  const huge = whole(
    'a body that is too long',
    fc.constant(post(messages, form, `Body=${'x'.repeat(300_000)}`)),
  );
  const badFraming = whole(
    'a body whose end is a riddle',
    oneOf<Headers>([
      { ...form, 'Content-Length': '-1' },
      { ...form, 'Content-Length': '5, 6' },
      { ...form, 'Content-Length': '1e3' },
      { ...form, 'Content-Length': '9'.repeat(40) },
      { ...form, 'Content-Length': '5', 'Transfer-Encoding': 'chunked' },
      { ...form, 'Transfer-Encoding': 'gzip' },
      { ...form, 'Transfer-Encoding': 'chunked, identity' },
    ]).map((headers) => written('POST', messages, headers, 'hello')),
  );
  const badChunks = whole(
    'chunks that are none',
    oneOf(['zz\r\n', '-1\r\nx', 'ffffffffffffffffff\r\n', '5\r\nhelloXX', '5;a=\u0001\r\n']).map((body) =>
      written('POST', messages, { ...form, 'Transfer-Encoding': 'chunked' }, body),
    ),
  );
  const badHead = whole(
    'a head that is none',
    oneOf([
      'GET / HTTP/9.9\r\n\r\n',
      'GET /\r\n\r\n',
      'get / HTTP/1.1\r\nHost: x\r\n\r\n',
      `GET / HTTP/1.1\r\nHost : ${Host}\r\n\r\n`,
      'GET / HTTP/1.1\r\nHost: x\r\n X: folded\r\n\r\n',
      'GET / HTTP/1.1\r\nX\u0000Y: 1\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    ]),
  );
  const pipelined = whole(
    'junk behind a refused request',
    fc.tuple(oneOf(UNKNOWN_PATHS), anyBytes).map(([path, junk]) => `${written('GET', path, own)}${junk}`),
  );
  const complete = fc.oneof(badForm, badControl, foreign, otherSid, flood, badQuery);
  const cutShort = fc
    .tuple(complete, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([{ name, text }, share]) => ({
      name: `half of ${name}`,
      text: text.slice(0, Math.floor(share * (text.length - 1))),
      isWhole: false,
    }));
  const noise = anyBytes.map((text) => ({ name: 'noise', text, isWhole: false }));
  return fc.oneof(
    badForm,
    oddForm,
    badControl,
    foreign,
    stranger,
    lost,
    wrongMethod,
    otherSid,
    badQuery,
    flood,
    { weight: 1, arbitrary: huge },
    badFraming,
    badChunks,
    badHead,
    pipelined,
    cutShort,
    noise,
  );
}
