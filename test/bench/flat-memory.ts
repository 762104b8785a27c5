import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { filesFromRecord } from '../../src/document/files.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { FileArchive } from '../../src/server/file-archive.ts';
import { Session } from '../../src/server/session.ts';

const SCENARIO = `senders: [{ id: code, short-code: { code: "12345", country: US } }]
carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }
`;
const BATCH = 10_000;
const EARLY = 200_000;
const ALL = 1_000_000;

/** Resident memory of the process in megabytes after so many messages of one session, all delivered. */
export interface FlatMemory {
  readonly earlyMb: number;
  readonly allMb: number;
}

/** Makes and delivers a million messages. @throws Error when one is lost, or cannot be fetched or listed at the end. */
export function benchFlatMemory(): FlatMemory {
  const reading = readScenarioText('memory.yaml', SCENARIO, filesFromRecord({}));
  if (!reading.ok) throw new Error('the scenario of the memory is wrong');
  const session = new Session(reading.scenario, {}, [], new FileArchive());
  let earlyMb = Number.NaN;
  for (let made = 0; made < ALL; made += BATCH) {
    for (let one = 0; one < BATCH; one += 1)
      session.submit({ to: '+14155550111', from: '12345', body: `Your code is ${made + one}.` });
    while (session.live.open > 0 && session.live.step(Infinity));
    if (made + BATCH === EARLY) earlyMb = usedMb();
  }
  const allMb = usedMb();
  assertAllThere(session);
  return { earlyMb, allMb };
}

/** What is in use once garbage is collected: what a process holds beyond that is the collector's choice. */
function usedMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

function assertAllThere(session: Session): void {
  const { messages, counts } = session.live;
  const first = messages.at(0);
  const [newest] = messages.newestFirst();
  const areThere =
    counts.delivered === ALL &&
    first !== undefined &&
    session.find(session.sidOf(first))?.text === 'Your code is 0.' &&
    newest?.text === `Your code is ${ALL - 1}.`;
  if (!areThere) throw new Error(`of a million messages some are lost: ${JSON.stringify(counts)}`);
}
