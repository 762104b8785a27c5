import { smartEncode } from './smart-encoding.ts';

/** What is done to a text before it is sent, and so before it is counted. */
export interface TextTreatment {
  /** Stands before each text. */
  readonly prefix: string;
  /** Whether characters that force UCS-2 are replaced where a like one exists. */
  readonly smartEncoded: boolean;
}

/** A text as it is sent. */
export function sentText(text: string, { prefix, smartEncoded }: TextTreatment): string {
  return prefix + (smartEncoded ? smartEncode(text) : text);
}
