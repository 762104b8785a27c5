import { secondsOf } from '../kernel/time.ts';
import { COUNTS, LATENCIES, type Result } from '../measure/result.ts';
import { totalsOf } from '../measure/select.ts';

/**
 * What a scenario does, as its lock keeps it: leaves by their two-part names (`messages.delivered`, `queue_wait.p95`),
 * in a fixed order. Latencies in seconds; those of nothing have `n` alone.
 */
export type LockBlock = ReadonlyMap<string, string | number>;

/** The content of a lock file. */
export interface Lock {
  /** The version of mpsim that wrote it. */
  readonly version: string;
  /** By name of the scenario, in code unit order. */
  readonly blocks: ReadonlyMap<string, LockBlock>;
}

/** What stands first in every lock file of this form. */
export const LOCK_SCHEMA = 'mpsim-lock/1';

const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** What a run did, in the figures that a lock keeps. */
export function lockBlockOf(result: Result): LockBlock {
  const { counts, segments, errors, latencies } = totalsOf(result);
  const block = new Map<string, string | number>([
    ['fingerprint', result.fingerprint],
    ['seed', result.setting.seed],
    ['simulated_s', secondsOf(result.simulatedUs)],
  ]);
  for (const count of COUNTS) block.set(`messages.${count}`, counts[count]);
  block.set('segments.submitted', segments.submitted).set('segments.sent', segments.sent);
  for (const { code, count } of errors) {
    const leaf = `errors.${code}`;
    block.set(leaf, Number(block.get(leaf) ?? 0) + count);
  }
  for (const latency of LATENCIES) {
    const values = latencies[latency];
    block.set(`${latency}.n`, values.n);
    const set = (name: string, us: number | undefined): void => {
      if (us !== undefined) block.set(`${latency}.${name}`, secondsOf(Math.round(us)));
    };
    set('mean', values.meanUs);
    for (const [name, share] of Object.entries(QUANTILES)) set(name, values.quantileUs(share));
    if (values.n > 0) set('max', values.maxUs);
  }
  return block;
}

/** The text of a lock file: YAML, a block a scenario, a line a group of figures. */
export function lockText({ version, blocks }: Lock): string {
  const texts = [...blocks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, block]) => `  ${JSON.stringify(name)}:\n${linesOf(block)}`);
  return `# What these scenarios do. mpsim lock writes this file, mpsim test compares with it.
schema: ${LOCK_SCHEMA}
mpsim: ${JSON.stringify(version)}
scenarios:${texts.length === 0 ? ' {}' : ''}
${texts.join('')}`;
}

function linesOf(block: LockBlock): string {
  const groups = new Map<string, string[]>();
  const lines: string[] = [];
  for (const [leaf, value] of block) {
    const [group, name] = leaf.split('.');
    if (name === undefined) lines.push(`    ${group}: ${JSON.stringify(value)}\n`);
    else groups.set(group!, [...(groups.get(group!) ?? []), `${name}: ${value}`]);
  }
  for (const [group, cells] of groups) lines.push(`    ${group}: { ${cells.join(', ')} }\n`);
  return lines.join('');
}

/** What differs, in words: counts first, then latencies; the fingerprint only where nothing else does. */
export function differencesOf(locked: LockBlock, now: LockBlock): readonly string[] {
  const words = changesOf(locked, now).map(({ title, from, to }) => `${title}: ${to}, locked ${from}`);
  const [was, is] = [locked.get('fingerprint'), now.get('fingerprint')];
  if (words.length > 0 || was === is) return words;
  return [
    `the fingerprint is ${is}, locked ${was}: counts and latencies are as locked, but some event has another time, message or outcome`,
  ];
}

/** A figure that two blocks do not have alike, in words. */
export interface Change {
  /** `messages delivered`. */
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

/** The figures that differ, but for the fingerprint: counts first, then latencies. */
export function changesOf(from: LockBlock, to: LockBlock): readonly Change[] {
  return [...new Set([...to.keys(), ...from.keys()])]
    .filter((leaf) => leaf !== 'fingerprint' && from.get(leaf) !== to.get(leaf))
    .map((leaf) => changeInWords(leaf, from.get(leaf), to.get(leaf)));
}

type Leaf = string | number | undefined;

function changeInWords(leaf: string, from: Leaf, to: Leaf): Change {
  const [group, name] = leaf.split('.');
  const absent = group === 'errors' ? 0 : 'absent';
  const isDuration = group === 'simulated_s' || (name !== 'n' && LATENCIES.some((one) => one === group));
  const figure = (value: Leaf): string =>
    value === undefined ? String(absent) : `${value}${isDuration ? ' s' : ''}`;
  const title =
    group === 'errors'
      ? `error ${name}`
      : name === undefined
        ? leaf.replace(/_s$/, ' time')
        : `${group} ${name}`;
  return { title, from: figure(from), to: figure(to) };
}
