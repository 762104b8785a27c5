import { type ClosedForm, isWorse, type Proof } from '../measure/proof.ts';
import type { ReplicationFigures } from './replication.ts';

/**
 * What replications have proved, each of itself: counts are sums, lanes and buckets those of one; of the closed forms of
 * a kind the one that differs most from its run. Undefined where they did not prove themselves.
 */
export function poolProofs(replications: readonly ReplicationFigures[]): Proof | undefined {
  const proofs = replications.flatMap(({ proof }) => proof ?? []);
  if (proofs.length === 0 || proofs.length < replications.length) return undefined;
  const littles = proofs.flatMap(({ little }) => little ?? []);
  const sum = (of: (proof: Proof) => number): number => proofs.reduce((all, proof) => all + of(proof), 0);
  const most = (of: (proof: Proof) => number): number =>
    proofs.reduce((all, proof) => Math.max(all, of(proof)), 0);
  return {
    breaks: replications.flatMap(({ replication, proof }) =>
      (proof?.breaks ?? []).map((sentence) => `${sentence} (replication ${replication})`),
    ),
    conservation: {
      requests: sum(({ conservation }) => conservation.requests),
      segments: sum(({ conservation }) => conservation.segments),
    },
    lindley: {
      messages: sum(({ lindley }) => lindley.messages),
      lanes: most(({ lindley }) => lindley.lanes),
    },
    window: { segments: sum(({ window }) => window.segments), buckets: most(({ window }) => window.buckets) },
    little:
      littles.length < proofs.length
        ? undefined
        : {
            messages: littles.reduce((all, { messages }) => all + messages, 0),
            integralUs: littles.reduce((all, { integralUs }) => all + integralUs, 0),
            waitsUs: littles.reduce((all, { waitsUs }) => all + waitsUs, 0),
          },
    closedForms: worstForms(proofs.flatMap(({ closedForms }) => closedForms)),
  };
}

function worstForms(forms: readonly ClosedForm[]): readonly ClosedForm[] {
  const worst = new Map<ClosedForm['form'], ClosedForm>();
  for (const form of forms) {
    const known = worst.get(form.form);
    if (known === undefined || isWorse(form, known)) worst.set(form.form, form);
  }
  return [...worst.values()];
}
