import type { Proof } from '../../../measure/proof.ts';
import { proofLines } from '../../proof-table.ts';
import { type Html, html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { tableOf } from '../parts.ts';

/** What the run proved of itself. */
export function proofSection({ report: { result }, style: { command } }: Page): Section | undefined {
  return result.proof && { id: 'proof', title: 'Proof', body: proofBody(result.proof, command) };
}

/** The laws that were held against what happened; where one is broken, what is wrong and the command that repeats it. */
export function proofBody(proof: Proof, command: string): Html {
  const rows = proofLines(proof).map(({ law, words, isBroken }) => [
    law,
    isBroken ? html`<strong class="bad">broken</strong> ${words}` : words,
  ]);
  const head =
    proof.breaks.length === 0
      ? html`<p class="note">While it ran, the run was held against laws that do not follow from how the model is written. All hold.</p>`
      : html`<p class="bad"><strong>A law is broken: this is a fault of mpsim, not of the scenario.</strong> Please report it, with <code>${command}</code></p>
<ul>${proof.breaks.map((sentence) => html`<li class="bad">${sentence}</li>`)}</ul>`;
  return html`${head}
${tableOf('Proof', [{ title: 'law' }, { title: 'held against' }], rows, { hidesCaption: true })}`;
}
