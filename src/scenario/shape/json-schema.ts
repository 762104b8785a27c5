import { assertNever } from '../../kernel/assert.ts';
import type { LeafShape, MapShape, Shape } from './shape.ts';

/** The JSON Schema (draft 7) of a shape. Forms that no schema can tell, such as durations, are texts with examples. */
export function jsonSchemaOf(shape: Shape): object {
  const title = shape.what;
  switch (shape.kind) {
    case 'leaf':
      return leafSchema(shape);
    case 'list':
      return {
        title,
        type: 'array',
        items: jsonSchemaOf(shape.of),
        minItems: shape.lengthMin,
        maxItems: shape.lengthMax,
      };
    case 'record':
      return { title, type: 'object', additionalProperties: jsonSchemaOf(shape.of), minProperties: 1 };
    case 'map':
      return mapSchema(shape);
    case 'anything':
      return { title };
    case 'either':
      return { title, anyOf: shape.options.map(jsonSchemaOf) };
    default:
      return assertNever(shape);
  }
}

function mapSchema({ what, keys, rest }: MapShape): object {
  const properties = [...keys].map(([key, { shape, description }]) => {
    return [key, { ...jsonSchemaOf(shape), ...(description === undefined ? {} : { description }) }] as const;
  });
  const required = [...keys].filter(([, key]) => key.required).map(([name]) => name);
  return {
    title: what,
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: rest === undefined ? false : jsonSchemaOf(rest),
  };
}

function leafSchema(shape: LeafShape): object {
  const examples = shape.examples.length === 0 ? {} : { examples: shape.examples };
  return { title: shape.what, ...typeOf(shape), ...examples };
}

function typeOf({ form, words, min, max }: LeafShape): object {
  switch (form) {
    case 'duration':
    case 'moment':
    case 'per-time':
    case 'factor':
    case 'size':
      return { type: 'string' };
    case 'text':
    case 'id':
    case 'name':
    case 'share':
    case 'any':
      return { type: ['string', 'number'] };
    case 'word':
      return { enum: words };
    case 'true':
      return { const: true };
    case 'flag':
      return { type: 'boolean' };
    case 'number':
      return { type: 'number' };
    case 'whole':
      return { type: 'integer', minimum: min, maximum: max };
    default:
      return assertNever(form);
  }
}
