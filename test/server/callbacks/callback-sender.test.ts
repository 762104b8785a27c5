import { afterEach, describe, expect, it } from 'vitest';
import { CALLBACK_LIMITS } from '../../../src/server/callbacks/callback-sender.ts';
import { due, type Endpoint, endpoint, rawEndpoint, sender } from './endpoints.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function live(...answer: Parameters<typeof endpoint>): Promise<Endpoint> {
  const made = await endpoint(...answer);
  closers.push(made.close);
  return made;
}

/** An endpoint that takes connections and never answers. */
async function dead(): Promise<Awaited<ReturnType<typeof rawEndpoint>>> {
  const made = await rawEndpoint(() => {});
  closers.push(made.close);
  return made;
}

function started(...options: Parameters<typeof sender>): ReturnType<typeof sender> {
  const made = sender(...options);
  closers.push(() => made.sender.stop());
  return made;
}

describe('a sender of status callbacks', () => {
  it('delivers those of a message in the order given, whatever is under way of other messages', async () => {
    const { url, got } = await live((response) => {
      setTimeout(() => response.writeHead(204).end(), got.length % 4);
    });
    const { sender: one, outcomes } = started();
    const statuses = ['queued', 'sending', 'sent', 'delivered'] as const;
    for (const status of statuses)
      for (let message = 0; message < 100; message += 1) one.send(due(url, { message, status }));
    await one.settled();
    expect(outcomes.map(({ result }) => result)).toEqual(Array.from({ length: 400 }, () => 'answered'));
    for (let message = 0; message < 100; message += 1) {
      const ofMessage = got.filter(({ form }) => form.MessageSid === `SM${message}`);
      expect(ofMessage.map(({ form }) => form.MessageStatus)).toEqual(statuses);
    }
  });

  it('sends the next one of a message only after the one before was answered or given up', async () => {
    const open: string[] = [];
    const overlaps: string[] = [];
    const { url } = await live((response, { form }) => {
      if (open.length > 0) overlaps.push(`${form.MessageStatus} during ${open}`);
      open.push(form.MessageStatus ?? '');
      setTimeout(() => {
        open.pop();
        response.writeHead(form.MessageStatus === 'sent' ? 500 : 204).end();
      }, 5);
    });
    const { sender: one, outcomes } = started();
    for (const status of ['queued', 'sent', 'delivered'] as const) one.send(due(url, { status }));
    await one.settled();
    expect(overlaps).toEqual([]);
    expect(outcomes.map(({ due: { status }, result }) => [status, result])).toEqual([
      ['queued', 'answered'],
      ['sent', 'given up'],
      ['delivered', 'answered'],
    ]);
  });

  it('delivers 200 to one endpoint while another hangs', async () => {
    const [{ url, got }, hanging] = [await live(), await dead()];
    const { sender: one, outcomes } = started();
    for (let message = 0; message < 200; message += 1)
      one.send(due(`http://127.0.0.1:${hanging.port}/#rt=15000`, { message }));
    for (let message = 200; message < 400; message += 1) one.send(due(url, { message }));
    await until(() => got.length === 200);
    await until(() => outcomes.length === 200);
    expect(outcomes.every(({ result, due: { message } }) => result === 'answered' && message >= 200)).toBe(
      true,
    );
    expect(hanging.connections()).toBe(CALLBACK_LIMITS.perEndpoint);
    expect(one.open).toBe(200);
  });

  it('keeps room for an endpoint to which nothing is under way, however many others hang', async () => {
    const limits = { total: 8, perEndpoint: 4, responseBytes: 1000 };
    const hanging = [await dead(), await dead(), await dead()];
    const { url, got } = await live();
    const { sender: one } = started({ limits });
    for (let message = 0; message < 30; message += 1)
      one.send(due(`http://127.0.0.1:${hanging[message % 3]!.port}/`, { message }));
    for (let message = 30; message < 60; message += 1) one.send(due(url, { message }));
    await until(() => got.length === 30);
    expect(hanging.map(({ connections }) => connections())).toEqual([2, 2, 2]);
  });

  it('has no more under way than its limits say', async () => {
    let open = 0;
    let most = 0;
    const { url, got } = await live((response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(204).end();
      }, 2);
    });
    const { sender: one } = started({ limits: { ...CALLBACK_LIMITS, perEndpoint: 5 } });
    for (let message = 0; message < 50; message += 1) one.send(due(url, { message }));
    await one.settled();
    expect(got.length).toBe(50);
    expect(most).toBe(5);
  });

  it('settles at once when there is nothing to do, and else when the last is answered or given up', async () => {
    const { url } = await live((response) => setTimeout(() => response.writeHead(204).end(), 20));
    const { sender: one, outcomes } = started();
    await one.settled();
    one.send(due(url));
    one.send(due('http://example.com/', { message: 1 }));
    await Promise.all([one.settled(), one.settled()]);
    expect(outcomes.length).toBe(2);
    expect(one.open).toBe(0);
  });

  it('waits for what is sent while an outcome is told, too', async () => {
    const { url, got } = await live();
    const { sender: one } = started({
      told: ({ due: { message } }) => {
        if (message < 5) one.send(due(url, { message: message + 1 }));
      },
    });
    one.send(due(url));
    await one.settled();
    expect(got.length).toBe(6);
  });

  it('tells nothing and sends nothing once it is stopped', async () => {
    const hanging = await dead();
    const { url, got } = await live();
    const { sender: one, outcomes } = started();
    one.send(due(`http://127.0.0.1:${hanging.port}/#rc=5&rp=all`));
    await until(() => hanging.connections() === 1);
    one.stop();
    await one.settled();
    one.send(due(url));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([outcomes, got.length, hanging.connections()]).toEqual([[], 0, 1]);
  });

  it('takes 100,000 callbacks that wait for one message or one endpoint without slowing down', async () => {
    const hanging = await dead();
    const { sender: one } = started();
    const startMs = performance.now();
    const url = `http://127.0.0.1:${hanging.port}/`;
    for (let message = 0; message < 50_000; message += 1) one.send(due(url, { message }));
    for (let nth = 0; nth < 50_000; nth += 1) one.send(due(url, { message: 0 }));
    expect(one.open).toBe(100_000);
    expect(performance.now() - startMs).toBeLessThan(5000);
  });
});

/** Waits for a condition; the test's own limit ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
