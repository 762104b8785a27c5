import type { Rulebook } from './rulebook.ts';

/** Where a rulebook gives an error code, in words: `refused by the rule body-length`, `failed on overflow`. */
export function usesOfCode(rulebook: Rulebook, code: number): readonly string[] {
  const { acceptance, overflow, validity, services, media, campaigns } = rulebook;
  const rules = acceptance
    .filter((row) => row.code === code)
    .map(({ rule, throughService }) => {
      const later = throughService === 'failed' ? ', or failed through a messaging service' : '';
      return `refused by the rule ${rule}${later}`;
    });
  const outcomes = [
    { ...overflow.direct, when: 'when the queue of its sender is full' },
    { ...overflow.service, when: 'when the queue of a sender of a messaging service is full' },
    { code: validity.code, surface: 'failed', when: 'when its validity period is over' },
    { ...services.noSender, when: 'when no sender of a messaging service reaches To' },
    { ...services.emptyPool, when: 'when a messaging service has no senders' },
    { ...media.tooLarge, when: 'when its media are too large' },
    { ...media.mismatch, when: 'when its media are served as something else' },
    ...(campaigns === undefined
      ? []
      : [
          { ...campaigns.unregistered, when: 'when its long code is in no campaign' },
          {
            code: campaigns.dailyCap.code,
            surface: 'undelivered',
            when: 'beyond the daily cap of its brand',
          },
        ]),
  ];
  const uses = outcomes.filter((outcome) => outcome.code === code);
  return [...rules, ...uses.map(({ surface, when }) => `${surface} ${when}`)];
}
