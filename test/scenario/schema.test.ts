import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jsonSchema } from '../../src/scenario/shape/schema.ts';

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly description?: string;
  readonly additionalProperties?: unknown;
}

// The schema is plain JSON.
const schema = jsonSchema() as Node;

describe('the JSON Schema of a scenario', () => {
  test('is draft 7, and knows the keys of the example and those of what a provider offers', () => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      additionalProperties: false,
      required: ['senders'],
    });
    const example = readFileSync(new URL('example.yaml', import.meta.url), 'utf8');
    const written = [...example.matchAll(/^([a-z]+):/gm)].map(([, key]) => key);
    const others = [
      'account',
      'sweep',
      'campaigns',
      'messaging-services',
      'callbacks',
      'prices',
      'plan',
      'vary',
    ];
    expect(Object.keys(schema.properties!).toSorted()).toEqual([...written, ...others].toSorted());
  });

  test('describes every key of a scenario', () => {
    for (const property of Object.values(schema.properties!)) expect(property.description).toMatch(/\.$/);
  });
});
