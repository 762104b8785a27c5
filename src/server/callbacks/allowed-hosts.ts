/** The hosts that may be connected to: this machine, and those allowed by name. */
export class AllowedHosts {
  readonly #names: ReadonlySet<string>;

  /** @param names of hosts as they stand in addresses, in any case and without a port. What is no host allows none. */
  constructor(names: readonly string[]) {
    this.#names = new Set(names.flatMap((name) => hostOf(name) ?? []));
  }

  /**
   * Whether an address may be requested. Decided by the host as it is written: no name is looked up for it, so no
   * DNS answer can lead to a host that is not allowed.
   */
  allows({ hostname }: URL): boolean {
    return isLoopback(hostname) || this.#names.has(hostname);
  }
}

/** Whether a host, as `URL` writes it, is this machine: `localhost`, 127.0.0.0/8 or `[::1]`. */
function isLoopback(hostname: string): boolean {
  return hostname === LOCALHOST || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** The one name that is this machine, whatever a resolver says. */
export const LOCALHOST = 'localhost';

/** The host as `URL` writes it; undefined: it is none, or it has more around it than a host. */
function hostOf(name: string): string | undefined {
  const isBare = /^(?:\[[^\]]*\]|[^\s:/?#@\\]+)$/.test(name);
  const address = `http://${name}/`;
  return isBare && URL.canParse(address) ? new URL(address).hostname : undefined;
}
