import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { pathToTell } from '../../src/server/path-to-tell.ts';
import { served } from './served.ts';
import { TORONTO } from './sessions.ts';

const SECRETS = ['+14165550111', '14165550111', '+14165550100', 'Rosebud', 'hunter2'];

it('a line about a request has no credentials, no text and no number, wherever they stand in it', async () => {
  const lines: string[] = [];
  const here = await served(TORONTO, { log: (line) => lines.push(JSON.stringify(line)) });
  const { messages, accountSid, authToken } = here;
  const { sid } = (await here.create({ From: '+14165550100', To: '+14165550111', Body: 'Rosebud' })).json;
  await here.create({ From: '+14165550100', To: '123', Body: 'Rosebud' });
  await here.call('GET', `${messages}?To=%2B14165550111&Body=Rosebud&AuthToken=${authToken}`);
  await here.call('GET', '/2010-04-01/Accounts/+14165550111/Messages/14165550111.json');
  await here.call('GET', `/v1/${authToken}/hunter2/Rosebud%20%2B14165550111/%31%34165550111`);
  await here.call('PUT', `/v1/Services/${'+14165550111/'.repeat(20)}`);
  await here.control('POST', `reset/${authToken}`, { token: authToken });
  await here.control('POST', 'incidents', { Body: 'Rosebud', To: '+14165550111' });
  const port = Number(new URL(here.url).port);
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.end(`GET http://${accountSid}:${authToken}@127.0.0.1/hunter2 HTTP/1.1\r\nHost: x\r\n\r\n`),
    );
    socket.resume().on('close', () => resolve());
  });
  await here.stop();
  expect(lines.length).toBe(9);
  expect(lines[0]).toContain(`"path":"${messages}","status":201,"sid":"${sid}"`);
  for (const line of lines)
    for (const secret of [...SECRETS, authToken, 'Basic ', 'Authorization'])
      expect(line).not.toContain(secret);
});

it.each([
  ['/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Calls.json', undefined],
  ['/_mpsim/callback-faults', undefined],
  [
    '/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/MM0123456789abcdef0123456789abcdef/Media.json',
    undefined,
  ],
  ['/v1/Services/', undefined],
  ['/v1/Services/+14165550111', '/v1/Services/?'],
  ['/0123456789abcdef0123456789abcdef', '/?'],
])('tells the path %s as far as it is known', (path, told = path) => {
  expect(pathToTell(path)).toBe(told);
});
