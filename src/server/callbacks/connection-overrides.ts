/** After which failure a callback is tried again: by the letters of the override `rp`. */
export type RetryCause = 'ct' | 'rt' | '4xx' | '5xx';

/** How a callback is tried. */
export interface ConnectionOverrides {
  /** Until a connection stands. */
  readonly connectTimeoutMs: number;
  /** Until the answer begins, and between its parts. */
  readonly readTimeoutMs: number;
  /** For all attempts together. */
  readonly totalTimeoutMs: number;
  /** Attempts after the first. */
  readonly retries: number;
  readonly retryOn: readonly RetryCause[];
}

/**
 * What holds where an address says nothing: a retry after failures to connect only. Source: Twilio, Webhooks:
 * Connection Overrides (2026).
 */
export const DEFAULT_OVERRIDES: ConnectionOverrides = {
  connectTimeoutMs: 5000,
  readTimeoutMs: 15_000,
  totalTimeoutMs: 15_000,
  retries: 1,
  retryOn: ['ct'],
};

/** The overrides of an address, or what is wrong with them as a sentence. */
export type OverridesReading =
  | { readonly ok: true; readonly overrides: ConnectionOverrides }
  | { readonly ok: false; readonly why: string };

/**
 * Reads what stands behind the `#` of an address, such as `rc=2&rp=ct,rt,5xx`; empty: the defaults. `e`, `r` and
 * `sni`, which choose the provider's way into the network, are taken and change nothing here. A fragment without `=`
 * is refused like an unknown name: the provider reads every fragment as overrides.
 */
export function readConnectionOverrides(fragment: string): OverridesReading {
  let overrides = DEFAULT_OVERRIDES;
  for (const pair of fragment === '' ? [] : fragment.split('&')) {
    const [name = '', value = ''] = pair.split('=', 2);
    const read = Object.hasOwn(OVERRIDES, name) ? OVERRIDES[name] : undefined;
    if (read === undefined)
      return wrong(
        `#${pair}: no override is called ${name}; there are ${Object.keys(OVERRIDES).join(', ')}.`,
      );
    const part = read(value);
    if (typeof part === 'string') return wrong(`#${pair}: ${name} takes ${part}.`);
    overrides = { ...overrides, ...part };
  }
  return { ok: true, overrides };
}

/** What a value says; a string: what it ought to be. */
type Override = (value: string) => Partial<ConnectionOverrides> | string;

const OVERRIDES: Readonly<Record<string, Override>> = {
  ct: whole(100, 10_000, 'milliseconds', (connectTimeoutMs) => ({ connectTimeoutMs })),
  rt: whole(100, 15_000, 'milliseconds', (readTimeoutMs) => ({ readTimeoutMs })),
  tt: whole(100, 15_000, 'milliseconds', (totalTimeoutMs) => ({ totalTimeoutMs })),
  rc: whole(0, 5, 'retries', (retries) => ({ retries })),
  rp: policy,
  e: () => ({}),
  r: () => ({}),
  sni: () => ({}),
};

function whole(
  least: number,
  most: number,
  what: string,
  part: (value: number) => Partial<ConnectionOverrides>,
): Override {
  return (text) => {
    const fits = /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most;
    return fits ? part(Number(text)) : `${least} to ${most} ${what}`;
  };
}

const CAUSES: Readonly<Record<string, readonly RetryCause[]>> = {
  ct: ['ct'],
  rt: ['rt'],
  '4xx': ['4xx'],
  '5xx': ['5xx'],
  all: ['ct', 'rt', '4xx', '5xx'],
};

function policy(text: string): Partial<ConnectionOverrides> | string {
  const words = text.split(',');
  if (!words.every((word) => Object.hasOwn(CAUSES, word)))
    return `one or more of ${Object.keys(CAUSES).join(', ')} with commas`;
  return { retryOn: [...new Set(words.flatMap((word) => CAUSES[word] ?? []))] };
}

function wrong(why: string): OverridesReading {
  return { ok: false, why };
}
