import { expect, test } from 'vitest';
import { usesOfCode } from '../../src/rulebooks/code-uses.ts';
import { twilio2022 } from '../../src/rulebooks/twilio-2022.ts';
import { twilio2026 } from '../../src/rulebooks/twilio-2026.ts';
import { twilioGuide } from '../../src/rulebooks/twilio-guide.ts';

test.each([
  ['the guide', twilioGuide, 21617, ['refused by the rule body-length']],
  [
    '2022',
    twilio2022,
    21408,
    [
      'refused by the rule test-to-geo',
      'refused by the rule geo-permission, or failed through a messaging service',
    ],
  ],
  [
    '2022',
    twilio2022,
    30001,
    [
      'failed when the queue of a sender of a messaging service is full',
      'failed when its validity period is over',
    ],
  ],
  ['2022', twilio2022, 30023, []],
  ['2026', twilio2026, 30023, ['undelivered beyond the daily cap of its brand']],
  ['2026', twilio2026, 30034, ['failed when its long code is in no campaign']],
])('%s: a code occurs where it is given', (_, rulebook, code, uses) => {
  expect(usesOfCode(rulebook, code)).toEqual(uses);
});
