const GROUPED = new Intl.NumberFormat('en');
const DATE = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});
const CLOCK = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23', timeZone: 'UTC' });

/** `14,401`. */
export function count(number: number): string {
  return GROUPED.format(number);
}

/** `Nov 27, 14:00:03`, in UTC. */
export function date(ms: number): string {
  return DATE.format(ms);
}

/** `14:00:03`, in UTC. */
export function timeOfDay(ms: number): string {
  return CLOCK.format(ms);
}

/** `4 h 00 min 03 s`, of whole microseconds. */
export function duration(us: number): string {
  const seconds = Math.floor(us / 1e6);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number: number): string => String(number).padStart(2, '0');
  if (seconds < 60) return `${Math.floor(us / 1e5) / 10} s`;
  if (hours === 0) return `${minutes} min ${two(seconds % 60)} s`;
  return `${count(hours)} h ${two(minutes)} min ${two(seconds % 60)} s`;
}

/** `1 segment`, `2 segments`. */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}
