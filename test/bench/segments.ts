import { SegmentedMessage } from 'sms-segments-calculator';
import { countSegments } from '../../src/messaging/segments.ts';

/** What people send: short and long, GSM-7 with and without extension characters, UCS-2 with and without emoji. */
const BODIES: readonly string[] = [
  'Your code is 123456',
  'Ваш код 123456. Никому его не сообщайте.',
  'Flash sale! 40 % off until midnight. Reply STOP to opt out.',
  'Hi Anna, your parcel [4711] arrives tomorrow between 9 and 12. Track it: https://example.com/t/4711',
  '🎉 Today only: free delivery on every order over 20 €! https://example.com/sale',
  `Dear customer, ${'we have moved to a new address near the market square. '.repeat(5)}See you soon!`,
  `Lieber Gast, ${'wir freuen uns auf Ihren Besuch – bitte bringen Sie gute Laune mit. '.repeat(4)}`,
  '本日限定セール開催中。詳細はこちらをご覧ください。'.repeat(4),
];

/** Texts a second through `countSegments` and through Twilio's published calculator. */
export interface SegmentsBench {
  readonly oursPerSecond: number;
  readonly theirsPerSecond: number;
  readonly ratio: number;
}

/**
 * Compares the two over the same bodies, in turns within one run so that a busy machine slows both alike; the best
 * turn of each counts. Takes about a second.
 */
export function benchSegments(turns = 5): SegmentsBench {
  let oursPerSecond = 0;
  let theirsPerSecond = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    oursPerSecond = Math.max(
      oursPerSecond,
      textsPerSecond(20_000, (body) => countSegments(body).segments),
    );
    theirsPerSecond = Math.max(
      theirsPerSecond,
      textsPerSecond(20, (body) => new SegmentedMessage(body).segmentsCount),
    );
  }
  return { oursPerSecond, theirsPerSecond, ratio: oursPerSecond / theirsPerSecond };
}

function textsPerSecond(rounds: number, count: (body: string) => number): number {
  const begin = performance.now();
  let segments = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const body of BODIES) segments += count(body);
  }
  const seconds = (performance.now() - begin) / 1000;
  if (segments < rounds * BODIES.length) throw new Error('a text without segments');
  return (rounds * BODIES.length) / seconds;
}
