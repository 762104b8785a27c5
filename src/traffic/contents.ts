import type { Uniform } from '../kernel/random.ts';
import { bodyFault, NO_FAULT } from '../messaging/request-rules.ts';
import { countSent } from '../messaging/sent-text.ts';
import type { Content, Plan, PlanBody, PlanField, PlanStream } from '../scenario/plan.ts';
import { placeOf } from './shares.ts';

/** The contents of a stream's messages, asked for by index in ascending order. Each purpose draws from a source of its own. */
export function contentChoice(
  plan: Plan,
  stream: PlanStream,
  uniformFor: (purpose: string) => Uniform,
): (index: number) => Content {
  const { bodies } = stream;
  if (bodies.kind === 'rows') {
    const { contents } = bodies;
    return (index) => contents[index % contents.length]!;
  }
  // Every field draws at every index, its variant chosen or not: so a new weight shifts no field's values.
  const draws: (() => void)[] = [];
  const variants = bodies.variants.map((body, place) =>
    contentOf(plan, stream, body, draws, (name) => uniformFor(`body ${place} ${name}`)),
  );
  const { cumulative } = bodies;
  const uniform = variants.length === 1 ? () => 0 : uniformFor('body');
  return (index) => {
    for (const draw of draws) draw();
    return variants[placeOf(cumulative, uniform())]!(index);
  };
}

/** The contents of a stream whose bodies are all known beforehand, and their parts of [0, 1); undefined for another. */
export function fixedContents({ bodies }: PlanStream): FixedContents | undefined {
  if (bodies.kind === 'rows') return undefined;
  const contents = bodies.variants.flatMap((body) => (body.kind === 'content' ? [body.content] : []));
  if (contents.length < bodies.variants.length) return undefined;
  return { cumulative: bodies.cumulative, contents };
}

/** One is drawn by the purpose `body`, where there are several. */
export interface FixedContents {
  readonly cumulative: readonly number[];
  readonly contents: readonly Content[];
}

function contentOf(
  plan: Plan,
  stream: PlanStream,
  body: PlanBody,
  draws: (() => void)[],
  uniformFor: (field: string) => Uniform,
): (index: number) => Content {
  if (body.kind === 'content') return () => body.content;
  const values = body.fields.map((field) => fieldValue(field, draws, uniformFor));
  return (index) => {
    const text = values.reduce(
      (start, value, place) => start + value(index) + body.literals[place + 1]!,
      body.literals[0]!,
    );
    return filledContent(plan, stream, text);
  };
}

/** What a text that is filled in costs. Beside media it may be empty, and the message is one unit. */
function filledContent({ acceptance }: Plan, { text: treatment, media }: PlanStream, text: string): Content {
  const withMedia = media !== undefined;
  const fault = withMedia && text === '' ? NO_FAULT : bodyFault(acceptance, text.length);
  return { ...countSent(text, treatment, withMedia), fault };
}

function fieldValue(
  field: PlanField,
  draws: (() => void)[],
  uniformFor: (field: string) => Uniform,
): (index: number) => string {
  const { values } = field;
  if (field.kind === 'rows') return (index) => values[index % values.length]!;
  const uniform = uniformFor(field.name);
  let drawn = 0;
  draws.push(() => {
    drawn = Math.floor(uniform() * values.length);
  });
  return () => values[drawn]!;
}
