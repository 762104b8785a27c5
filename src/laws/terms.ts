import { greatestCommonDivisor, type Rate } from '../kernel/rate.ts';

/** From `fromUs` on, until the next step, a sender has this rate: units 0 is down, undefined is unlimited. */
export interface RateStep {
  readonly fromUs: number;
  readonly rate: Rate | undefined;
}

/** What was promised of one sender: the terms that its history is held against. */
export interface SenderTerms {
  /** Ascending; the first from 0. More than one where incidents change the rate. */
  readonly steps: readonly RateStep[];
  /** Tokens of the full bucket. */
  readonly burst: number;
  /** Infinity for none. */
  readonly queueLimitSegments: number;
}

/** Whether the sender never waits for tokens, though it may be down. */
export function isUnlimited(terms: Pick<SenderTerms, 'steps'>): boolean {
  return terms.steps.some((step) => step.rate === undefined);
}

/** Whether no token is given at this instant. */
export function isDownAt(terms: SenderTerms, atUs: number): boolean {
  return terms.steps.findLast((step) => step.fromUs <= atUs)?.rate?.units === 0;
}

/** The integral of a limited sender's rate over time, exactly, in units of which a token has `unitsPerToken`. */
export class RateIntegral {
  readonly unitsPerToken: bigint;
  /** Units a microsecond of the fastest step. */
  readonly unitsPerUsMax: bigint;
  readonly #steps: readonly {
    readonly fromUs: number;
    readonly unitsPerUs: bigint;
    readonly before: bigint;
  }[];

  constructor(terms: Pick<SenderTerms, 'steps'>) {
    const rates = terms.steps.map(({ rate }) => rate ?? { units: 0, perUs: 1 });
    const unitsPerToken = rates.reduce((multiple, rate) => leastCommonMultiple(multiple, rate.perUs), 1n);
    const unitsPerUs = rates.map((rate) => BigInt(rate.units) * (unitsPerToken / BigInt(rate.perUs)));
    let before = 0n;
    this.unitsPerToken = unitsPerToken;
    this.unitsPerUsMax = unitsPerUs.reduce(larger);
    this.#steps = terms.steps.map(({ fromUs }, place) => {
      const previous = terms.steps[place - 1];
      if (previous !== undefined) before += unitsPerUs[place - 1]! * BigInt(fromUs - previous.fromUs);
      return { fromUs, unitsPerUs: unitsPerUs[place]!, before };
    });
  }

  /** Units from 0 to `atUs`; Infinity is the end of time, which only a sender that is down for ever reaches. */
  until(atUs: number): bigint {
    const step = this.#steps.findLast(({ fromUs }) => fromUs <= atUs)!;
    if (step.unitsPerUs === 0n) return step.before;
    return step.before + step.unitsPerUs * BigInt(atUs - step.fromUs);
  }
}

function leastCommonMultiple(a: bigint, b: number): bigint {
  const divisor = greatestCommonDivisor(Number(a % BigInt(b)), b);
  return a * (BigInt(b) / BigInt(divisor));
}

function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}
