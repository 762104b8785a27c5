import { describe, expect, it } from 'vitest';
import { twilioGuide } from '../../src/rulebooks/twilio-guide.ts';
import { codesOf, fromOneNumber, run, type ToldRun } from './guide.ts';

/** One MMS with these media. */
function mms(media: string, to = '{ US: 100% }'): ToldRun {
  return run(
    fromOneNumber([
      `{ id: t, from: a, to: ${to}, body: "Look", media: ${media}, arrivals: { batch: 1, at: 0s } }`,
    ]),
  );
}

describe('media', () => {
  it('are sent to the US and Canada only', () => {
    expect(codesOf(mms('{ type: image/png, size: 100KB }'))).toEqual([0]);
    expect(codesOf(mms('{ type: image/png, size: 100KB }', '{ CA: 100% }'))).toEqual([0]);
    expect(codesOf(mms('{ type: image/png, size: 100KB }', '{ GB: 100% }'))).toEqual([21612]);
  });

  it('of the types gif, png and jpeg are made to fit the device', () => {
    expect([...twilioGuide.media.adapted].sort()).toEqual(['image/gif', 'image/jpeg', 'image/png']);
    for (const type of ['image/gif', 'image/png', 'image/jpeg'])
      expect(mms(`{ type: ${type}, size: 4MB }`).messages[0]).toMatchObject({
        status: 'delivered',
        isMedia: true,
      });
  });

  it('of other types are accepted and passed as they are', () => {
    expect(codesOf(mms('{ type: application/pdf, size: 100KB }'))).toEqual([0]);
    expect(codesOf(mms('{ type: text/vcard, size: 2KB }'))).toEqual([0]);
  });

  it('whose content type is not that of the medium are refused', () => {
    const told = mms('{ type: image/png, size: 100KB, served-as: text/html }');
    expect(told.messages[0]).toMatchObject({ status: 'refused', code: 12300 });
  });

  it('may have five megabytes together', () => {
    expect(codesOf(mms('{ type: image/png, size: 4900KB }'))).toEqual([0]);
    expect(mms('{ type: image/png, size: 5100KB }').messages[0]!.code).toBe(11751);
    expect(mms('[{ type: image/png, size: 3MB }, { type: image/png, size: 3MB }]').messages[0]!.code).toBe(
      11751,
    );
  });

  it('are ten at the most', () => {
    expect(codesOf(mms('{ type: image/png, size: 10KB, count: 10 }'))).toEqual([0]);
    expect(codesOf(mms('{ type: image/png, size: 10KB, count: 11 }'))).toEqual([21623]);
  });

  it('may be several images, each with its address', () => {
    const told = mms(
      '[{ type: image/png, size: 10KB }, { type: image/gif, size: 10KB }, { type: image/jpeg }]',
    );
    expect(told.messages).toMatchObject([{ status: 'delivered', isMedia: true, segments: 1 }]);
  });

  it('make a message one unit, however long its text', () => {
    const told = run(
      fromOneNumber([
        `{ id: t, from: a, to: { US: 100% }, body: "${'a'.repeat(500)}", media: { type: image/png, size: 10KB }, arrivals: { batch: 3, at: 0s } }`,
      ]),
    );
    expect(told.messages.map(({ segments }) => segments)).toEqual([1, 1, 1]);
    expect(told.messages.map(({ sentAtS }) => sentAtS)).toEqual([0, 1, 2]);
  });
});
