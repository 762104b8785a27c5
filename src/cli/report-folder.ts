import { join } from 'node:path';

/** What was changed on the command line against the file: nothing of it set means the scenario as it stands. */
export interface Variation {
  readonly seed?: string | undefined;
  readonly replication?: number | undefined;
  /** How replications were asked for: `replications=30`. */
  readonly batch?: readonly string[] | undefined;
  /** As given: `senders[0].burst=5`. */
  readonly changes: readonly string[];
}

/** `flash-sale`, or `flash-sale@seed=8,senders[0].burst=5`: the name of a report's folder. */
export function variationName(
  scenario: string,
  { seed, replication, batch = [], changes }: Variation,
): string {
  const parts = [
    ...(seed === undefined ? [] : [`seed=${seed}`]),
    ...(replication === undefined ? [] : [`replication=${replication}`]),
    ...batch,
    ...changes,
  ];
  const name = folderName(scenario);
  return parts.length === 0 ? name : `${name}@${folderName(parts.join(','))}`;
}

/** Where a report goes by default: `reports/<name>`. */
export function defaultFolder(name: string): string {
  return join('reports', name);
}

const LENGTH_MAX = 80;

/**
 * A name that every file system takes. Where that loses something, a short hash of the whole is added, so that two
 * variations never share a folder.
 */
function folderName(text: string): string {
  const safe = text.replace(/[^A-Za-z0-9._=,+[\]-]/g, '_').replace(/^\.+/, '_');
  if (safe === text && text.length <= LENGTH_MAX) return text;
  return `${safe.slice(0, LENGTH_MAX)}~${shortHash(text)}`;
}

/** Eight hexadecimal digits: FNV-1a over the UTF-16 units of a text. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
