import type { Chosen } from '../../experiment/planning/choices.ts';
import type { PlanAnswer, Planned, Refusal, Step } from '../../experiment/planning/planned.ts';
import type { Source } from '../../rulebooks/sources.ts';
import { costSummary } from '../cost-summary.ts';
import { costTable } from '../cost-table.ts';
import { counted, grouped } from '../figures-in-words.ts';
import { layOut } from '../json-layout.ts';
import { amountInWords } from '../money-in-words.ts';
import type { Palette } from '../palette.ts';
import { table, wrap } from '../table.ts';

/** What a renderer of plans needs beside the plan. */
export interface PlanStyle {
  readonly palette: Palette;
  /** The command that runs the answer; undefined where there is none. */
  readonly command: string | undefined;
}

const KIND_WORDS = {
  'long-code': ['long code', 'long codes'],
  'toll-free': ['toll-free number', 'toll-free numbers'],
  'short-code': ['short code', 'short codes'],
} as const;

/** The plan that people read: the answer in words, what it costs, how it was found. At most 80 columns wide. */
export function planText(planned: Planned, { palette, command }: PlanStyle): string {
  const { answer, runs, path } = planned;
  const sections = [
    [palette.strong(planned.scenario), '', ...sentences(planned, palette)].join('\n'),
    ...(answer === undefined ? [] : [costTable(answer.cost, palette)]),
    searchTable(path, palette),
    palette.faint(
      `${counted(runs, 'run')} of the simulator.${command === undefined ? '' : ' To run the answer:'}`,
    ) + (command === undefined ? '' : `\n${palette.faint(`  ${command}`)}`),
  ];
  return `${sections.filter((section) => section !== undefined).join('\n\n')}\n`;
}

function sentences(planned: Planned, palette: Palette): readonly string[] {
  const { answer, refused, unmet } = planned;
  const lead =
    answer === undefined
      ? wrap('No legal choice meets every expectation.', 2, 2).map(palette.bad)
      : wrap(answerInWords(answer, planned.minimise), 2, 2).map(palette.good);
  return [
    ...lead,
    ...unmet.flatMap(({ senders, breaks }) =>
      wrap(`Even ${sendersInWords(senders)} would break: ${breaks.join('; ')}.`, 2, 2),
    ),
    ...(answer === undefined ? [] : rest(answer)),
    ...refused.flatMap((one) => refusalLines(one, palette)),
  ];
}

function answerInWords(
  { senders, spread, cost, replications }: PlanAnswer,
  minimise: Planned['minimise'],
): string {
  const sure =
    replications === 1
      ? 'in its one run, as nothing is left to chance'
      : `over ${replications} replications, with 95 % confidence`;
  const how = spread === undefined ? '' : `, spread ${spread}`;
  const total = `${amountInWords(Math.round(cost.totalMillionths / 10_000) * 10_000)} ${cost.currency}`;
  const what = minimise === 'cost' ? 'The cheapest' : 'The smallest';
  return `${what} legal choice is ${sendersInWords(senders)}${how}: every expectation holds ${sure}. A month of numbers and this traffic cost ${total}.`;
}

function rest({ below, headroom, remarks }: PlanAnswer): readonly string[] {
  const next =
    below === undefined
      ? []
      : [
          `Next below: ${sendersInWords(below.senders)}, which ${below.breaks.length === 0 ? 'is not ruled out' : `breaks ${below.breaks.join('; ')}`}.`,
        ];
  const room = headroom.known
    ? `Headroom: ${grouped(headroom.messages)} more messages of ${headroom.traffic} until the first is lost to a full queue.`
    : `Headroom is not known: ${headroom.why}.`;
  const said = remarks.map(({ text, source }) => `${text} (${source.title}, ${source.date})`);
  return [...next, room, ...said].flatMap((text) => wrap(text, 2, 2));
}

/** Struck out, as far as plain text can be. */
function refusalLines({ senders, reason, source }: Refusal, palette: Palette): readonly string[] {
  const what = senders
    .map(({ entry, kind, count }) =>
      count === undefined ? `${KIND_WORDS[kind][1]} for ${entry}` : sendersInWords([{ entry, kind, count }]),
    )
    .join(' and ');
  const from = source === undefined ? '' : ` (${source.title}, ${source.date})`;
  return wrap(`✗ Not ${what}: ${reason}${from}`, 2, 2).map(palette.warning);
}

/** `4 long codes for promo and 1 short code for alerts`. */
export function sendersInWords(senders: readonly Chosen[]): string {
  return senders
    .map(
      ({ entry, kind, count }) => `${grouped(count)} ${KIND_WORDS[kind][count === 1 ? 0 : 1]} for ${entry}`,
    )
    .join(' and ');
}

function searchTable(path: readonly Step[], palette: Palette): string | undefined {
  if (path.length === 0) return undefined;
  const rows = path.map(({ senders, spread, replications, holds, breaks, bound }) => [
    `${sendersInWords(senders)}${spread === undefined ? '' : `, ${spread}`}`,
    bound === undefined || bound === 1 ? '' : grouped(bound),
    grouped(replications),
    holds ? 'holds' : 'breaks',
    breaks.length === 0 ? '' : clipped(breaks[0]!),
  ]);
  return table(['Search', 'bound', 'runs', '<verdict', '<of'], rows, palette);
}

const BREAKS_WIDTH = 24;

function clipped(text: string): string {
  return text.length <= BREAKS_WIDTH ? text : `${text.slice(0, BREAKS_WIDTH - 1)}…`;
}

/** The plan as programs read it: `answer.senders` by entry, `answer.cost`, `refused`, `runs`, and more beside. */
export function planJson(planned: Planned, { command }: PlanStyle): string {
  const { answer, refused, unmet, runs, path, scenario, minimise } = planned;
  const value = {
    schema: 'mpsim-plan/1',
    scenario,
    minimise,
    answer: answer && {
      senders: bySender(answer.senders),
      spread: answer.spread,
      cost: costSummary(answer.cost),
      replications: answer.replications,
      changes: answer.changes,
      below: answer.below && { senders: bySender(answer.below.senders), breaks: answer.below.breaks },
      headroom: answer.headroom.known
        ? { traffic: answer.headroom.traffic, messages: answer.headroom.messages }
        : { unknown: answer.headroom.why },
      remarks: answer.remarks.map(({ text, source }) => ({ text, ...sourceSummary(source) })),
      command,
    },
    refused: refused.map(({ senders, reason, source }) => ({
      senders: bySender(senders),
      reason,
      ...(source && sourceSummary(source)),
    })),
    unmet: unmet.map(({ senders, breaks }) => ({ senders: bySender(senders), breaks })),
    runs,
    path: path.map(({ senders, spread, replications, holds, breaks, bound }) => ({
      senders: bySender(senders),
      spread,
      bound,
      replications,
      holds,
      breaks,
    })),
  };
  return `${[...layOut(value)].join('')}\n`;
}

function sourceSummary({ title, date, url }: Source): object {
  return { source: title, source_date: date, source_url: url };
}

function bySender(senders: Refusal['senders']): Readonly<Record<string, object>> {
  return Object.fromEntries(senders.map(({ entry, kind, count }) => [entry, { kind, count }]));
}
