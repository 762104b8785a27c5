/**
 * A path as a line about a request may have it: whoever mistakes a number, a token or a text for a part of it does not
 * find them in a log.
 */
export function pathToTell(path: string): string {
  const parts = path.split('/', PARTS_MAX);
  return parts.map((part) => (KNOWN.some((known) => known.test(part)) ? part : UNKNOWN)).join('/');
}

const PARTS_MAX = 10;
/** What stands in place of a part that is none of these. */
const UNKNOWN = '?';

const KNOWN = [
  /^$/,
  /^(?:2010-04-01|v\d|Accounts|Services|SMS)$/,
  // Resources, whether they are served here or not.
  /^(?:[A-Z][A-Za-z]{0,30}s|Media)(?:\.json)?$/,
  /^[A-Z]{2}[0-9a-fA-F]{32}(?:\.json)?$/,
  /^(?:_mpsim|clock|advance|callback-faults|incidents|state|reset)$/,
];
