import { secondsOf } from '../kernel/time.ts';
import type { ClosedForm, Proof } from '../measure/proof.ts';

/** The proof as `summary.json` has it: what was held against what, and sentences for what is broken. */
export function proofSummary(proof: Proof | undefined): object | undefined {
  if (proof === undefined) return undefined;
  const { breaks, conservation, lindley, window, little, closedForms } = proof;
  return {
    holds: breaks.length === 0,
    breaks,
    conservation,
    lindley,
    window,
    little: little && {
      messages: little.messages,
      integral_s: secondsOf(little.integralUs),
      waits_s: secondsOf(little.waitsUs),
    },
    closed_forms: closedForms.map(formOf),
  };
}

function formOf({ form, senders, sender, messages, figures }: ClosedForm): object {
  return {
    form,
    senders,
    sender,
    messages,
    figures: figures.map(({ statistic, predictedUs, simulatedUs, toleranceUs }) => ({
      statistic,
      predicted_s: secondsOf(predictedUs),
      simulated_s: secondsOf(simulatedUs),
      tolerance_s: secondsOf(toleranceUs),
    })),
  };
}
