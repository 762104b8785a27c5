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

/** Where all requests of a stream go, and their fault by it and by their options; undefined where they differ. */
export function fixedDestination({
  recipients,
  fault,
  optedOut,
  filtered,
}: PlanStream): { readonly country: number; readonly fault: number } | undefined {
  if (recipients.kind === 'rows' || recipients.countries.length > 1) return undefined;
  return optedOut > 0 || filtered > 0 ? undefined : { country: recipients.countries[0]!, fault };
}

/** The fault of a request by its options and its recipient, who may have opted out. */
export function requestFault(
  plan: Plan,
  stream: PlanStream,
  uniformFor: (purpose: string) => Uniform,
): (index: number) => number {
  const { optedOut, filtered } = stream;
  const faults = [
    recipientFault(stream),
    ...selfFault(stream, faultOf(plan.acceptance, 'to-not-from')),
    ...drawnFault(optedOut, faultOf(plan.acceptance, 'opted-out'), () => uniformFor('opt-out')),
    ...drawnFault(filtered, faultOf(plan.acceptance, 'content-filtered'), () => uniformFor('filter')),
  ];
  return faults.reduce((first, second) => (index) => Math.min(first(index), second(index)));
}

/** The fault of a share of the messages, drawn; nothing for a share of 0. */
function drawnFault(share: number, fault: number, draws: () => Uniform): readonly (() => number)[] {
  if (share === 0) return [];
  const uniform = draws();
  return [() => (uniform() < share ? fault : NO_FAULT)];
}

/** The fault of a request by its To and its options. */
function recipientFault({ fault, recipients }: PlanStream): (index: number) => number {
  if (recipients.kind === 'shares') return () => fault;
  const { faults } = recipients;
  return (index) => Math.min(fault, faults[index % faults.length]!);
}

/** The fault of a request whose To is the sender in turn; nothing where no recipient is one of the stream's senders. */
function selfFault(
  { recipients, senders: { length } }: PlanStream,
  toItself: number,
): readonly ((index: number) => number)[] {
  if (recipients.kind === 'shares' || recipients.ownSenders === undefined) return [];
  const { ownSenders } = recipients;
  return [(index) => (ownSenders[index % ownSenders.length] === index % length ? toItself : NO_FAULT)];
}
