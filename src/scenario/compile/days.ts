import { type Anchor, instantOn, localTimeOf } from '../../kernel/civil-time.ts';
import { US_PER_DAY } from '../../kernel/time.ts';

/**
 * The end of the calendar day that an instant lies in: the midnight that follows it. Without a start, t = 0 is a
 * midnight and every day has 24 hours.
 *
 * @param zone IANA zone; undefined: that of the anchor, or the offset of the start.
 */
export function dayEndIn(anchor: Anchor | undefined, zone?: string): (atUs: number) => number {
  if (anchor === undefined) return (atUs) => (Math.floor(atUs / US_PER_DAY) + 1) * US_PER_DAY;
  const local = zone === undefined ? anchor : { ...anchor, zone };
  return (atUs) => {
    const { day } = localTimeOf(local, atUs);
    const midnight = instantOn(local, { day: day + 1, timeOfDayUs: 0 });
    // Clocks that go back over midnight show the end of a day twice: the day goes on to the next midnight.
    return midnight > atUs ? midnight : instantOn(local, { day: day + 2, timeOfDayUs: 0 });
  };
}
