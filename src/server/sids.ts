import { type Cipher, createCipheriv, createDecipheriv, createHash, type Decipher } from 'node:crypto';

/**
 * What a SID names: messages, accounts, messaging services, requests, senders, verified callers, media; and the auth
 * token, which is no SID.
 */
export type SidKind = 'message' | 'account' | 'service' | 'request' | 'token' | 'number' | 'caller' | 'media';

const KINDS: readonly SidKind[] = [
  'message',
  'account',
  'service',
  'request',
  'token',
  'number',
  'caller',
  'media',
];
const UINT32 = 0x1_0000_0000;
const CIPHER = 'aes-128-ecb';

/**
 * The 32 hexadecimal digits of SIDs, from the seed and a number: equal sessions give equal ones, no two are equal, and
 * the number can be read back, so none needs to be kept. One block of AES under a key from the seed: no secret.
 */
export class Sids {
  readonly #cipher: Cipher;
  readonly #decipher: Decipher;
  /** What is written anew for each thing. */
  readonly #block: Buffer = Buffer.alloc(16);

  constructor(seed: string) {
    const key = createHash('sha256').update(`mpsim sids ${seed}`).digest().subarray(0, 16);
    // Without a chain between blocks and without padding each block comes out as it goes in, so one of each will do.
    this.#cipher = createCipheriv(CIPHER, key, null).setAutoPadding(false);
    this.#decipher = createDecipheriv(CIPHER, key, null).setAutoPadding(false);
  }

  /** The digits of the thing of a number, a whole one from 0. */
  digitsOf(kind: SidKind, index: number): string {
    // The high half first; a safe integer has 53 bits.
    this.#block.writeUInt8(KINDS.indexOf(kind), 0);
    this.#block.writeUInt32BE(Math.floor(index / UINT32), 8);
    this.#block.writeUInt32BE(index % UINT32, 12);
    return this.#cipher.update(this.#block).toString('hex');
  }

  /** The number of a thing from its digits; undefined when no session of this seed has it. */
  indexOf(kind: SidKind, digits: string): number | undefined {
    if (!/^[0-9a-f]{32}$/i.test(digits)) return undefined;
    const block = this.#decipher.update(Buffer.from(digits, 'hex'));
    const index = Number(block.readBigUInt64BE(8));
    const isOurs = Number.isSafeInteger(index) && this.digitsOf(kind, index) === digits.toLowerCase();
    return isOurs ? index : undefined;
  }
}
