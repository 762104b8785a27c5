import type { Rulebook } from './rulebook.ts';
import { twilio2022 } from './twilio-2022.ts';
import { twilio2026 } from './twilio-2026.ts';
import { twilioGuide } from './twilio-guide.ts';

const RULEBOOKS: readonly Rulebook[] = [twilioGuide, twilio2022, twilio2026];

/** The names that a scenario may give under `rulebook`; the first is the default. */
export const RULEBOOK_NAMES: readonly string[] = RULEBOOKS.map(({ name }) => name);

/** The rulebook of a name; undefined when there is none. */
export function rulebookNamed(name: string): Rulebook | undefined {
  return RULEBOOKS.find((rulebook) => rulebook.name === name);
}
