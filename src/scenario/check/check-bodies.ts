import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { anyOf, sentences } from '../../document/phrases.ts';
import { parseTemplate, type TemplateParts } from '../forms/template.ts';
import type { BodyEntry, StreamEntry } from '../scenario.ts';
import { entriesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { isList } from './sender-names.ts';

/** Twilio refuses longer bodies (error 21617); in UTF-16 units. */
const LENGTH_MAX = 1600;

type Body = Draft<BodyEntry>;
type Fields = Readonly<Record<string, readonly (string | undefined)[] | object | undefined>>;

/** What a stream sends: texts and templates. */
export function* checkBodies(body: Draft<StreamEntry>['body'], path: Path): Iterable<Problem> {
  if (body === undefined) return;
  if (!isBodyList(body)) yield* checkBody(body, path);
  else for (const [variant, at] of entriesOf(body, path)) yield* checkBody(variant, at);
}

function isBodyList(body: NonNullable<Draft<StreamEntry>['body']>): body is readonly (Body | undefined)[] {
  return typeof body === 'object' && isList(body);
}

function* checkBody(body: Body, path: Path): Iterable<Problem> {
  if (typeof body === 'string') {
    yield* checkText(body, path);
    return;
  }
  const { weight } = body;
  if (weight !== undefined && weight <= 0)
    yield { code: 'MP412', path: [...path, 'weight'], message: `A weight of ${weight} is not above 0.` };
  if ('text' in body && body.text !== undefined) yield* checkText(body.text, [...path, 'text']);
  if ('template' in body && body.template !== undefined)
    yield* checkTemplate(body.template, body.fields, path);
}

function* checkText(text: string, path: Path): Iterable<Problem> {
  if (text === '') yield { code: 'MP407', path, message: 'The body is empty.' };
  if (text.length > LENGTH_MAX)
    yield {
      code: 'MP408',
      path,
      message: `The body has ${text.length} UTF-16 units; ${LENGTH_MAX} are allowed.`,
    };
}

function* checkTemplate(template: string, fields: Fields | undefined, path: Path): Iterable<Problem> {
  const at = [...path, 'template'];
  if (template === '') yield { code: 'MP407', path: at, message: 'The template is empty.' };
  const parts = parseTemplate(template);
  if (!parts.ok) yield { code: 'MP409', path: at, ...sentences(parts.why) };
  if (!parts.ok || fields === undefined) return;
  yield* checkFields(parts.value, fields, path);
  const shortest = shortestLength(parts.value, fields);
  if (shortest > LENGTH_MAX)
    yield {
      code: 'MP422',
      path: at,
      message: `Even at its shortest the template gives ${shortest} UTF-16 units; ${LENGTH_MAX} are allowed.`,
    };
}

function* checkFields(parts: TemplateParts, fields: Fields, path: Path): Iterable<Problem> {
  const known = Object.keys(fields);
  const used = new Set(parts.fields);
  const unknown = [...used].filter((name) => !known.includes(name));
  const meant = new Set<string>();
  for (const name of unknown) {
    const near = didYouMean(name, known);
    if (near !== undefined) meant.add(near);
    const help =
      near === undefined ? `Add "${name}" to fields, or use ${anyOf(known)}.` : `Did you mean {${near}}?`;
    yield {
      code: 'MP410',
      path: [...path, 'template'],
      message: `The template has the field {${name}}, and fields has no "${name}".`,
      help,
    };
  }
  for (const name of known) {
    // A field that was probably meant by a misspelt place is not told a second time.
    if (!used.has(name) && !meant.has(name))
      yield {
        code: 'MP411',
        path: [...path, 'fields', name],
        at: 'key',
        message: `The template has no place {${name}}.`,
      };
  }
}

function shortestLength({ literals, fields }: TemplateParts, values: Fields): number {
  const fixed = literals.reduce((sum, literal) => sum + literal.length, 0);
  return fields.reduce((sum, name) => sum + shortestValue(values[name]), fixed);
}

/** Length of the shortest value of a list; a CSV column may hold empty ones. */
function shortestValue(values: Fields[string]): number {
  if (values === undefined || !isList(values)) return 0;
  return Math.min(...values.map((value) => (value ?? '').length));
}
