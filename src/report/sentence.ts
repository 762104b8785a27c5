/** How a sentence of the verdict is meant: it decides the colour and nothing else. */
export type Tone = 'good' | 'plain' | 'warning' | 'bad';

export interface Sentence {
  readonly tone: Tone;
  readonly text: string;
}

/** Where in the scenario file something stands, behind what it is about; empty when the scenario came from code. */
export function atLine(line: number): string {
  return line === 0 ? '' : ` (line ${line})`;
}
