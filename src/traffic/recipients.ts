import type { Uniform } from '../kernel/random.ts';
import { faultOf, NO_FAULT } from '../messaging/request-rules.ts';
import type { Plan, PlanRecipients, PlanStream } from '../scenario/plan.ts';
import { placeOf } from './shares.ts';

/** The destination countries of a stream's messages, asked for by index in ascending order. */
export function countryChoice(
  recipients: PlanRecipients,
  uniformFor: (purpose: string) => Uniform,
): (index: number) => number {
  if (recipients.kind === 'rows') {
    const { countries } = recipients;
    return (index) => countries[index % countries.length]!;
  }
  const { cumulative, countries } = recipients;
  if (countries.length === 1) return () => countries[0]!;
  const uniform = uniformFor('recipient');
  return () => countries[placeOf(cumulative, uniform())]!;
}

/** The fault of a request by its options and its recipient, who may have opted out. */
export function requestFault(
  plan: Plan,
  stream: PlanStream,
  uniformFor: (purpose: string) => Uniform,
): (index: number) => number {
  const toFault = recipientFault(stream);
  const { optedOut } = stream;
  if (optedOut === 0) return toFault;
  const uniform = uniformFor('opt-out');
  const optOutFault = faultOf(plan.acceptance, 'opted-out');
  return (index) => Math.min(toFault(index), uniform() < optedOut ? optOutFault : NO_FAULT);
}

/** The fault of a request by its To and its options. */
function recipientFault({ fault, recipients }: PlanStream): (index: number) => number {
  if (recipients.kind === 'shares') return () => fault;
  const { faults } = recipients;
  return (index) => Math.min(fault, faults[index % faults.length]!);
}
