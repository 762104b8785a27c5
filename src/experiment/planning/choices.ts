import { classifyNumber, type SenderClass } from '../../messaging/senders.ts';
import { readCountRange } from '../../scenario/forms/count-range.ts';
import type { Change } from '../../scenario/read.ts';
import type { Scenario, SenderEntry } from '../../scenario/scenario.ts';

/** Kinds of senders that a planner may choose. */
export type SenderKind = Exclude<SenderClass, 'alphanumeric'>;

/** What an entry of a scenario may become. */
export interface Choice {
  /** Id of the sender entry. */
  readonly entry: string;
  /** Its place in `senders`. */
  readonly place: number;
  readonly kinds: readonly SenderKind[];
  readonly least: number;
  readonly most: number;
}

/** So many senders of a kind, in the place of an entry. */
export interface Chosen {
  readonly entry: string;
  readonly kind: SenderKind;
  readonly count: number;
}

/** What `plan` of a scenario leaves open; the checks of reading have passed. */
export function choicesOf({ plan, senders }: Scenario): readonly Choice[] {
  return Object.entries(plan?.choose ?? {}).map(([entry, { kinds, count }]) => {
    const place = senders.findIndex(({ id }) => id === entry);
    const [least, most] = readCountRange(count)!;
    return { entry, place, kinds: kinds ?? [kindOf(senders[place]!)], least, most };
  });
}

/** The kind of an entry as it stands; an alphanumeric one counts as long codes, which stand in for it. */
export function kindOf(entry: SenderEntry): SenderKind {
  if (entry['short-code'] !== undefined) return 'short-code';
  return classifyNumber(firstNumber(entry) ?? '')?.class ?? 'long-code';
}

function firstNumber({ number, numbers }: SenderEntry): string | undefined {
  if (number !== undefined || numbers === undefined) return number;
  return 'from' in numbers ? numbers.from : numbers[0];
}

/** Numbers that nobody has: the 555-0100s of San Francisco and of the first toll-free code. */
const FICTITIOUS = { 'long-code': '+14155550100', 'toll-free': '+18005550100' } as const;

/** The change, as of `--set`, that puts so many senders of a kind in the place of an entry. Rates that are set by hand stay with the kind. */
export function changeFor(choice: Choice, scenario: Scenario, { kind, count }: Chosen): Change {
  const entry = scenario.senders[choice.place]!;
  const isSame = kindOf(entry) === kind;
  const own = isSame ? firstNumber(entry) : undefined;
  const kept = isSame
    ? KEPT.flatMap((key) => (entry[key] === undefined ? [] : [`${key}: ${entry[key]}`]))
    : [];
  const sender =
    kind === 'short-code'
      ? shortCodeText(entry)
      : `numbers: { from: "${own ?? FICTITIOUS[kind]}", count: ${count} }`;
  return `senders[${choice.place}]={ ${[`id: ${JSON.stringify(choice.entry)}`, sender, ...kept].join(', ')} }`;
}

const KEPT = ['segments-per-second', 'burst', 'queue-horizon'] as const;

function shortCodeText(entry: SenderEntry): string {
  const country = classifyNumber(firstNumber(entry) ?? '')?.country ?? 'US';
  const { code, country: own } = entry['short-code'] ?? { code: '55555', country };
  return `short-code: { code: "${code}", country: ${own} }`;
}
