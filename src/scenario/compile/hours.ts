import { type Anchor, localTimeOf } from '../../kernel/civil-time.ts';
import { US_PER_DAY } from '../../kernel/time.ts';

/** Hours of a day: half-open; past midnight where they end at an earlier time than they begin. */
export interface Hours {
  readonly fromUs: number;
  readonly untilUs: number;
}

/** A stretch of time in which the hours are all open or all shut. */
interface Stretch {
  readonly fromUs: number;
  readonly untilUs: number;
  readonly open: boolean;
}

/**
 * The first instant, `atUs` or later, at which the clock on the wall of an anchor shows a time within the hours. Exact
 * over changes of the clocks: hours that the clocks jump into open with the jump, and those that come twice are open
 * twice. Looks the clock up once a stretch while time goes on.
 */
export function openingAfter(anchor: Anchor, hours: Hours): (atUs: number) => number {
  let known: Stretch = { fromUs: 0, untilUs: 0, open: true };
  return (atUs) => {
    if (atUs < known.fromUs || atUs >= known.untilUs) known = stretchAt(anchor, hours, atUs);
    return known.open ? atUs : known.untilUs;
  };
}

function stretchAt(anchor: Anchor, hours: Hours, atUs: number): Stretch {
  const open = isWithin(hours, localTimeOf(anchor, atUs).timeOfDayUs);
  let fromUs = atUs;
  for (;;) {
    const { timeOfDayUs } = localTimeOf(anchor, fromUs);
    if (isWithin(hours, timeOfDayUs) !== open) return { fromUs: atUs, untilUs: fromUs, open };
    const flip = open ? hours.untilUs : hours.fromUs;
    const byClockUs = fromUs + ((flip - timeOfDayUs + US_PER_DAY) % US_PER_DAY || US_PER_DAY);
    // Should the clocks change before, what they show then decides.
    fromUs = firstChange(anchor, fromUs, byClockUs);
  }
}

function isWithin({ fromUs, untilUs }: Hours, timeOfDayUs: number): boolean {
  return fromUs < untilUs
    ? fromUs <= timeOfDayUs && timeOfDayUs < untilUs
    : fromUs <= timeOfDayUs || timeOfDayUs < untilUs;
}

/** The first instant after `fromUs` whose offset is another one; `untilUs` when there is none before it. */
function firstChange(anchor: Anchor, fromUs: number, untilUs: number): number {
  const offset = offsetAt(anchor, fromUs);
  if (offsetAt(anchor, untilUs) === offset) return untilUs;
  let [same, changed] = [fromUs, untilUs];
  while (changed - same > 1) {
    const middle = same + Math.floor((changed - same) / 2);
    if (offsetAt(anchor, middle) === offset) same = middle;
    else changed = middle;
  }
  return changed;
}

/** What the clock shows beyond simulated time. */
function offsetAt(anchor: Anchor, us: number): number {
  const { day, timeOfDayUs } = localTimeOf(anchor, us);
  return day * US_PER_DAY + timeOfDayUs - us;
}
