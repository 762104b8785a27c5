import { namedStream, type Uniform } from '../kernel/random.ts';
import type { Plan, PlanStream } from '../scenario/plan.ts';
import { hasCarrierChoice, type Submission, type TrafficStream } from './stream.ts';

/** What a request from outside says, as far as the model asks. */
export type LiveSubmission = Pick<
  Submission,
  | 'senderPosition'
  | 'country'
  | 'segments'
  | 'wide'
  | 'fault'
  | 'media'
  | 'mediaFailure'
  | 'linkedSegments'
  | 'linkedWide'
  | 'recipientKey'
  | 'sendAtUs'
  | 'validityUs'
  | 'areaCode'
>;

/**
 * A stream whose requests come from outside, one at a time. Each draws the luck that the request of its number would
 * have in a stream of the same id: so a trace of the same requests has the same fate.
 */
export class LiveStream implements TrafficStream {
  /** Never by itself. */
  readonly nextUs: number = Infinity;
  #index = 0;
  #request: LiveSubmission | undefined;
  #nowUs = 0;
  readonly #carrier: Uniform;
  readonly #latency: Uniform;
  readonly #outcome: Uniform;
  readonly #spread: Uniform;

  constructor(plan: Plan, { id, service }: PlanStream, replication: number) {
    const uniformFor = (purpose: string): Uniform => namedStream(plan.seed, replication, id, purpose);
    const isRandom = plan.services[service]?.spread === 'random';
    this.#carrier = hasCarrierChoice(plan) ? uniformFor('carrier') : () => 0.5;
    this.#latency = uniformFor('latency');
    this.#outcome = uniformFor('outcome');
    this.#spread = isRandom ? uniformFor('spread') : () => 0;
  }

  /** The request that is taken next. */
  bring(request: LiveSubmission, nowUs: number): void {
    this.#request = request;
    this.#nowUs = nowUs;
  }

  take(submission: Submission): void {
    Object.assign(submission, this.#request);
    submission.index = this.#index;
    submission.attempt = 1;
    submission.offeredAtUs = this.#nowUs;
    submission.carrierLuck = this.#carrier();
    submission.latencyLuck = this.#latency();
    submission.outcomeLuck = this.#outcome();
    submission.spreadLuck = this.#spread();
    submission.cancels = false;
    this.#index += 1;
  }

  leftBehind(): number {
    return 0;
  }
}
