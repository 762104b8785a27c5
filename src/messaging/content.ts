import { type ForcingCharacter, forcingCharacters } from './forcing-characters.ts';
import { type Segmentation, type SegmentOptions, segment } from './segments.ts';
import { smartEncode } from './smart-encoding.ts';

/** Each `from` in a text becomes `to`. */
export interface Replacement {
  /** One character or more. */
  readonly from: string;
  /** May be empty. */
  readonly to: string;
}

/** How a body is looked at. */
export interface ContentOptions extends SegmentOptions {
  /** Count the body as Smart Encoding sends it. Default false. */
  readonly smartEncoding?: boolean;
  /** What might be written instead: made one after the other, and before Smart Encoding. */
  readonly replacements?: readonly Replacement[];
  /** The line on which the body begins, when it is part of a larger text. Default 1. */
  readonly lineFirst?: number;
}

/** How a body is sent and why, and how it could be sent. */
export interface Content extends Segmentation {
  /**
   * What forces UCS-2, with its places in the body as it is written; with Smart Encoding only what that leaves. Empty
   * for GSM-7.
   */
  readonly forcedBy: readonly ForcingCharacter[];
  /** Length of the body as it is written, in UTF-16 units: what the limit of a request counts. */
  readonly utf16Units: number;
  /** With Smart Encoding; absent where it changes nothing or is counted already. */
  readonly smartEncoding?: Alternative;
  /** With the replacements; absent where they change nothing. */
  readonly replacement?: Alternative;
}

/** A body sent in another way. */
export interface Alternative extends Segmentation {
  /** Fewer segments than without; negative for more, since a text may grow. */
  readonly savedSegments: number;
}

/** Explains how a body is sent. A few passes over its text. */
export function explainContent(body: string, options: ContentOptions = {}): Content {
  const { smartEncoding = false, replacements = [], lineFirst = 1 } = options;
  const sent = smartEncoding ? smartEncode : (text: string) => text;
  const counted = sent(body);
  const cost = segment(counted, options);
  const instead = (text: string): Alternative | undefined => {
    if (text === counted) return undefined;
    const other = segment(text, options);
    return { ...other, savedSegments: cost.segments - other.segments };
  };
  return {
    ...cost,
    // One character is replaced regardless of its neighbours, so the places in what is written can be told.
    forcedBy: forcingCharacters(body, lineFirst).filter(({ character }) => sent(character) === character),
    utf16Units: body.length,
    ...present('smartEncoding', smartEncoding ? undefined : instead(smartEncode(body))),
    ...present('replacement', instead(sent(replaced(body, replacements)))),
  };
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((changed, { from, to }) => changed.replaceAll(from, () => to), text);
}

function present<Key extends string>(
  key: Key,
  value: Alternative | undefined,
): { readonly [Name in Key]?: Alternative } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [Name in Key]: Alternative });
}
