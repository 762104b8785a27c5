import { didYouMean } from '../../document/did-you-mean.ts';
import { MILLIONTHS, parseDuration, parseShare } from '../../scenario/forms/quantities.ts';
import type { CallbackFaults } from './callback-faults.ts';

/** Faults, or what is wrong with how they are written, as a sentence. */
export type FaultsReading =
  | { readonly ok: true; readonly faults: CallbackFaults }
  | { readonly ok: false; readonly why: string };

/**
 * Reads the fault switches from JSON: `{"late":{"share":"10%","by":"30s"},"duplicated":"5%","out_of_order":0.05,
 * "dropped":"1%"}`. What is not named is off, so `{}` switches all of them off.
 */
export function readCallbackFaults(value: unknown): FaultsReading {
  const entries = entriesOf(value);
  if (entries === undefined) return wrong(`Write the faults as an object, such as ${EXAMPLE}.`);
  let faults: CallbackFaults = {};
  for (const [name, written] of entries) {
    const read = Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
    if (read === undefined) return wrong(unknownName('fault', name, Object.keys(SWITCHES)));
    const part = read(written, name);
    if (typeof part === 'string') return wrong(part);
    faults = { ...faults, ...part };
  }
  return { ok: true, faults };
}

const EXAMPLE = '{"dropped":"1%"}';

/** What a switch says; a string: what is wrong with it. */
type Switch = (written: unknown, name: string) => CallbackFaults | string;

const SWITCHES: Readonly<Record<string, Switch>> = {
  late: readLate,
  duplicated: ofShare((duplicated) => ({ duplicated })),
  out_of_order: ofShare((outOfOrder) => ({ outOfOrder })),
  dropped: ofShare((dropped) => ({ dropped })),
};

function ofShare(faults: (share: number) => CallbackFaults): Switch {
  return (written, name) => {
    const share = readShare(written, name);
    return typeof share === 'string' ? share : faults(share);
  };
}

const LATE = ['share', 'by'];

function readLate(written: unknown): CallbackFaults | string {
  const entries = entriesOf(written);
  if (entries === undefined) return 'late: write {"share":"10%","by":"30s"}.';
  const stranger = entries.find(([name]) => !LATE.includes(name));
  if (stranger !== undefined) return `late: ${unknownName('part', stranger[0], LATE)}`;
  const parts = new Map(entries);
  const missing = LATE.find((name) => !parts.has(name));
  if (missing !== undefined) return `late: ${missing} is missing; write {"share":"10%","by":"30s"}.`;
  const share = readShare(parts.get('share'), 'late.share');
  if (typeof share === 'string') return share;
  const by = parseDuration(textOf(parts.get('by')));
  return by.ok ? { late: { share, byUs: by.value } } : `late.by: ${by.why}.`;
}

/** A share of 0 to 1; a string: what is wrong with it. */
function readShare(written: unknown, name: string): number | string {
  const parsed = parseShare(typeof written === 'number' ? written : textOf(written));
  return parsed.ok ? parsed.value / MILLIONTHS : `${name}: ${parsed.why}.`;
}

function textOf(written: unknown): string {
  return typeof written === 'string' ? written : JSON.stringify(written);
}

function entriesOf(value: unknown): readonly [string, unknown][] | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.entries(value) : undefined;
}

function unknownName(what: string, name: string, known: readonly string[]): string {
  const near = didYouMean(name, known);
  const hint = near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`;
  return `No ${what} is called ${name}; ${hint}${hint.endsWith('?') ? '' : '.'}`;
}

function wrong(why: string): FaultsReading {
  return { ok: false, why };
}
