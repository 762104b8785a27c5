import { describe, expect, test } from 'vitest';
import { jsonSchemaOf } from '../../src/scenario/shape/json-schema.ts';
import { jsonSchema } from '../../src/scenario/shape/schema.ts';
import type { LeafShape } from '../../src/scenario/shape/shape.ts';

const leaf: LeafShape = {
  kind: 'leaf',
  form: 'duration',
  what: 'a duration',
  examples: ['4s'],
  words: [],
  min: -Infinity,
  max: Infinity,
};

describe('the JSON Schema', () => {
  test('of a map refuses keys that it does not know', () => {
    const keys = new Map([['for', { shape: leaf, required: true, description: 'How long.' }]]);
    expect(jsonSchemaOf({ kind: 'map', what: 'a run', keys, rest: undefined })).toEqual({
      title: 'a run',
      type: 'object',
      properties: {
        for: { title: 'a duration', type: 'string', examples: ['4s'], description: 'How long.' },
      },
      required: ['for'],
      additionalProperties: false,
    });
  });

  test.each([
    [{ form: 'text' as const }, { type: ['string', 'number'] }],
    [{ form: 'word' as const, words: ['drained'] }, { enum: ['drained'] }],
    [
      { form: 'whole' as const, min: 1, max: 9 },
      { type: 'integer', minimum: 1, maximum: 9 },
    ],
    [{ form: 'true' as const }, { const: true }],
  ])('of a leaf %j is %j', (part, schema) => {
    expect(jsonSchemaOf({ ...leaf, examples: [], ...part })).toEqual({ title: 'a duration', ...schema });
  });

  test('of lists, records and alternatives holds those of their parts', () => {
    const record = { kind: 'record', what: 'shares', of: leaf } as const;
    const list = { kind: 'list', what: 'a list', of: leaf, lengthMin: 1, lengthMax: 3 } as const;
    expect(jsonSchemaOf({ kind: 'either', what: 'either', options: [record, list] })).toEqual({
      title: 'either',
      anyOf: [
        { title: 'shares', type: 'object', minProperties: 1, additionalProperties: jsonSchemaOf(leaf) },
        { title: 'a list', type: 'array', minItems: 1, maxItems: 3, items: jsonSchemaOf(leaf) },
      ],
    });
  });

  test('of a scenario is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(jsonSchema()))).toEqual(jsonSchema());
  });
});
