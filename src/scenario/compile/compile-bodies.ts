import { bodyFault, NO_FAULT } from '../../messaging/request-rules.ts';
import { countSent, type TextTreatment } from '../../messaging/sent-text.ts';
import { parseCsvColumn } from '../forms/csv.ts';
import { required } from '../forms/quantities.ts';
import { cumulativeOf, parseWhole } from '../forms/shares.ts';
import { parseTemplate } from '../forms/template.ts';
import type { Trace } from '../forms/traces.ts';
import type { Content, Plan, PlanBodies, PlanBody, PlanField } from '../plan.ts';
import type { BodyEntry, Scenario, StreamEntry } from '../scenario.ts';

/** What becomes of every text of a stream. */
export interface BodyContext {
  readonly rules: Plan['acceptance'];
  readonly text: TextTreatment;
  /** Whether it stands beside media: then it may be empty, and the message is one unit whatever its length. */
  readonly withMedia: boolean;
}

/** The bodies of a stream that is not a trace. */
export function compileBodies(
  { id, body, segments }: StreamEntry,
  files: Scenario['files'],
  context: BodyContext,
): PlanBodies {
  if (segments !== undefined) {
    const parts = required(`traffic ${id}: segments`, parseWhole(segments));
    return {
      kind: 'choice',
      cumulative: cumulativeOf(parts.map(({ millionths }) => millionths)),
      variants: parts.map(({ key }) => ({
        kind: 'content',
        content: contentOfSegments(Number(key), context),
      })),
    };
  }
  if (body === undefined && !context.withMedia)
    throw new RangeError(`traffic ${id}: it needs one of body, segments and media`);
  const entries = body === undefined ? [''] : isList(body) ? body : [body];
  return {
    kind: 'choice',
    cumulative: cumulativeOf(entries.map(weightOf)),
    variants: entries.map((entry) => compileBody(entry, `traffic ${id}: body`, files, context)),
  };
}

/** The bodies of a trace, row after row. Equal ones are one object: traces repeat themselves. */
export function traceBodies({ body, segments }: Trace, context: BodyContext): PlanBodies {
  const known = new Map<string, Content>();
  const shared = (content: Content): Content => {
    const { encoding, segments, linked, fault } = content;
    const key = [encoding, segments, linked?.encoding, linked?.segments, fault].join(' ');
    const same = known.get(key);
    if (same === undefined) known.set(key, content);
    return same ?? content;
  };
  const contents =
    body === undefined
      ? Array.from(segments ?? [], (count) => shared(contentOfSegments(count, context)))
      : body.map((text) => shared(contentOf(text, context)));
  return { kind: 'rows', contents };
}

/** What a text costs. */
function contentOf(text: string, { rules, text: treatment, withMedia }: BodyContext): Content {
  const fault = withMedia && text === '' ? NO_FAULT : bodyFault(rules, text.length);
  return { ...countSent(text, treatment, withMedia), fault };
}

/** A text that is known by its segments alone; links make it no longer. */
function contentOfSegments(segments: number, { withMedia, text }: BodyContext): Content {
  const encoding = 'GSM-7';
  const linked = withMedia && text.links !== '' ? ({ encoding, segments } as const) : undefined;
  return { encoding, segments: withMedia ? 1 : segments, linked, fault: NO_FAULT };
}

function weightOf(entry: BodyEntry): number {
  return typeof entry === 'string' ? 1 : (entry.weight ?? 1);
}

function compileBody(
  entry: BodyEntry,
  place: string,
  files: Scenario['files'],
  context: BodyContext,
): PlanBody {
  if (typeof entry === 'string') return { kind: 'content', content: contentOf(entry, context) };
  if ('text' in entry) return { kind: 'content', content: contentOf(entry.text, context) };
  const { literals, fields } = required(place, parseTemplate(entry.template));
  const compileField = (name: string): PlanField => {
    const values = Object.hasOwn(entry.fields, name) ? entry.fields[name] : undefined;
    if (values === undefined)
      throw new RangeError(`${place}: the template has a field {${name}} without values`);
    if (!('csv' in values)) return { name, kind: 'draw', values };
    const column = parseCsvColumn(files[values.csv] ?? '', values.column);
    return { name, kind: 'rows', values: required(`${place}, field ${name}`, column) };
  };
  return { kind: 'template', literals, fields: fields.map(compileField) };
}

/** Array.isArray does not narrow a readonly array out of a union. */
function isList(body: NonNullable<StreamEntry['body']>): body is readonly BodyEntry[] {
  return Array.isArray(body);
}
