import fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { AllowedHosts } from '../../../src/server/callbacks/allowed-hosts.ts';
import { readDestination } from '../../../src/server/callbacks/destination.ts';
import { signatureOf } from '../../../src/server/callbacks/signature.ts';
import { cases } from '../../seed.ts';

type Parameters = readonly (readonly [string, string])[];

/** As the parser of an application gives them: a list where a name repeats. */
function parsed(parameters: Parameters): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of parameters) {
    const before = values[name];
    if (before === undefined) values[name] = value;
    else values[name] = typeof before === 'string' ? [before, value] : [...before, value];
  }
  return values;
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const name = fc.constantFrom('From', 'To', 'Body', 'from', 'A', 'AB', 'B', 'Ключ', 'MediaUrl0');
const parameters: fc.Arbitrary<Parameters> = fc.array(
  fc.tuple(name, fc.oneof(text, fc.constantFrom('1', '2'))),
);

const address = fc
  .record({
    scheme: fc.constantFrom('http', 'https'),
    user: fc.constantFrom('', '', 'user@', 'user:pass@', 'us%40er:p%3Ass@'),
    host: fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'app.example', 'bücher.example'),
    port: fc.constantFrom('', '', ':80', ':443', ':3000'),
    path: fc.constantFrom('', '/', '/status', '/a%20b/ü', "/it's", '/a/../b'),
    query: fc.oneof(
      fc.constantFrom('', '?foo=1&bar=2', '?a=b=c&&d', "?q='x'", '?naïve=ü ü', '?'),
      text.map((own) => `?q=${own.replaceAll('#', '')}x`),
    ),
  })
  .map(({ scheme, user, host, port, path, query }) => `${scheme}://${user}${host}${port}${path}${query}`)
  .filter((url) => URL.canParse(url));

/** The address as an application sees it that answers the request: from the Host header and the request line. */
function seen(url: string): string {
  const { origin, href } = new URL(url);
  return origin + href.slice(href.indexOf('/', href.indexOf('//') + 2));
}

describe('the signature of a callback', () => {
  it('is the one of the published example', () => {
    const signature = signatureOf('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', [
      ['CallSid', 'CA1234567890ABCDE'],
      ['Caller', '+14158675309'],
      ['From', '+14158675309'],
      ['Digits', '1234'],
      ['To', '+18005551212'],
    ]);
    expect(signature).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });

  it('is accepted by the helper library of any address and parameters', () => {
    fc.assert(
      fc.property(fc.string(), address, parameters, (token, url, given) => {
        expect(twilio.validateRequest(token, signatureOf(token, url, given), url, parsed(given))).toBe(true);
      }),
      cases(500),
    );
  });

  it('is of the address as an application sees it, and without a user of that as it was given', () => {
    const hosts = new AllowedHosts(['app.example', 'bücher.example']);
    fc.assert(
      fc.property(address, parameters, fc.constantFrom('', '#', '#rc=2&rp=5xx'), (url, given, fragment) => {
        const reading = readDestination(url + fragment, hosts);
        const signature = reading.ok ? signatureOf('12345', reading.destination.signedUrl, given) : '';
        expect(twilio.validateRequest('12345', signature, seen(url), parsed(given))).toBe(true);
        if (!url.includes('@'))
          expect(twilio.validateRequest('12345', signature, url, parsed(given))).toBe(true);
      }),
      cases(500),
    );
  });

  it('is another one when anything of it changes', () => {
    const url = 'http://localhost/a?b=1';
    const signature = signatureOf('12345', url, [['To', '1']]);
    expect(signatureOf('12346', url, [['To', '1']])).not.toBe(signature);
    expect(signatureOf('12345', `${url}2`, [['To', '1']])).not.toBe(signature);
    expect(signatureOf('12345', url, [['To', '2']])).not.toBe(signature);
  });
});
