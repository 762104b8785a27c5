/** The characters that pictures in a text are drawn with. Each takes one column; levels rise from least to full. */
export interface Glyphs {
  /** A value of nothing in a row of bars. */
  readonly nothing: string;
  readonly spark: readonly string[];
  /** Columns, told apart without colour. */
  readonly arrivals: readonly string[];
  readonly sent: readonly string[];
  readonly backlog: readonly string[];
  /** Bars that lie. */
  readonly bar: readonly string[];
  readonly axis: Readonly<Record<'side' | 'top' | 'corner' | 'line' | 'tick', string>>;
  /** A section of a report in this character set, but for what the author of the scenario wrote. */
  readonly spelled: (section: string) => string;
}

/** Block elements, braille and box drawing. */
export const UNICODE: Glyphs = {
  nothing: '·',
  spark: [...'▁▂▃▄▅▆▇█'],
  arrivals: [...'⣀⣤⣶⣿'],
  sent: [...'▁▂▃▄▅▆▇█'],
  backlog: [...'░▒▓'],
  bar: [...'▏▎▍▌▋▊▉█'],
  axis: { side: '│', top: '┤', corner: '└', line: '─', tick: '┬' },
  spelled: (section) => section,
};

/** What every terminal and typewriter has. The mark of a clipped name is `~`. */
export const ASCII: Glyphs = {
  nothing: '.',
  spark: [...':-=+*#%@'],
  arrivals: [...'.:'],
  sent: [...'.#'],
  backlog: [...'-='],
  bar: ['#'],
  axis: { side: '|', top: '+', corner: '+', line: '-', tick: '+' },
  spelled: (section) => section.replaceAll('…', '~'),
};
