import { readFileSync } from 'node:fs';
import { decodeText } from '../../src/document/files.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { readScenario } from '../../src/scenario/read.ts';

/** Workload W as committed in `w.yaml`: a million messages, 100 senders. */
export function workloadW(): Plan {
  const reading = readScenario('test/bench/w.yaml', { read: (path) => decodeText(readFileSync(path)) });
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  return compile(reading.scenario);
}

/** W with other numbers of messages and senders: the same stream and the same lane, sender after sender. */
export function scaled(w: Plan, messages: number, senders: number): Plan {
  const [sender] = w.senders;
  const [lane] = w.lanes;
  const [stream] = w.streams;
  const [phase] = stream!.arrivals;
  if (phase?.kind !== 'poisson') throw new Error('workload W is made of Poisson streams');
  const numbered = Array.from({ length: senders }, (_, i) => i);
  return {
    ...w,
    senders: numbered.map((i) => ({ ...sender!, id: `s${i + 1}`, entry: `s${i + 1}`, lane: i })),
    lanes: numbered.map(() => lane!),
    streams: numbered.map((i) => ({
      ...stream!,
      id: `t${i + 1}`,
      senders: [i],
      arrivals: [{ ...phase, count: messages / senders }],
    })),
  };
}
