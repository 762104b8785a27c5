import { postByBareClient, postByMpsim, serveEndpoint } from './callback-load.ts';
import { serveBare, serveMpsim } from './load.ts';
import type { LoadKind } from './load-process.ts';

/** Does what a process of its own is started for. @param port of the endpoint, for clients. @returns what it says. */
export async function load(kind: LoadKind, port: number): Promise<string> {
  const loads: Readonly<Record<LoadKind, () => Promise<string | number>>> = {
    bare: serveBare,
    mpsim: serveMpsim,
    endpoint: serveEndpoint,
    'bare-client': () => postByBareClient(port),
    'mpsim-client': () => postByMpsim(port),
  };
  return String(await loads[kind]());
}
