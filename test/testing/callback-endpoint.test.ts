import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openCallbackEndpoint } from '../../src/testing/callback-endpoint.ts';

it('a callback that is broken off has not come, and disturbs nobody', async () => {
  const unhandled: unknown[] = [];
  const hear = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', hear);
  const endpoint = await openCallbackEndpoint('token', () => 0);
  const socket = connect(Number(new URL(endpoint.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST /callbacks HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nMessageSid=');
  await pause(50);
  socket.destroy();
  await pause(50);
  await endpoint.stop();
  process.off('unhandledRejection', hear);
  expect([unhandled, endpoint.heard]).toEqual([[], []]);
});
