import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { parametersOf } from '../../../context/tools/parameters-of.ts';
import { REQUEST_TOOLS } from '../../../context/tools/request-tools.ts';

const GOLDEN = join(import.meta.dirname, 'request-tools.golden.json');

test('REQUEST_TOOLS: every declaration → byte for byte what providers have in their caches', () => {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(GOLDEN, JSON.stringify(REQUEST_TOOLS, null, 2));
  // The order of keys counts, and is kept by parsing; the formatter owns the white space.
  const golden: unknown = JSON.parse(readFileSync(GOLDEN, 'utf8'));
  expect(JSON.stringify(REQUEST_TOOLS)).toBe(JSON.stringify(golden));
});

describe('parametersOf', () => {
  const of = (property: z.ZodType) => parametersOf(z.strictObject({ a: property }));

  test('limits and refinements → are for the service alone, and not declared', () => {
    const text = z.string().min(1).max(9);
    expect(of(text.refine((value) => value !== 'x')).properties).toEqual({ a: { type: 'string' } });
  });

  test('what may be left out → is required, and may be null', () => {
    const { properties, required } = of(z.number().positive().nullish().describe('A number.'));
    expect(required).toEqual(['a']);
    expect(properties).toEqual({ a: { type: ['number', 'null'], description: 'A number.' } });
  });

  test('objects in a list → are closed, with all that is in them required', () => {
    expect(of(z.array(z.strictObject({ b: z.enum(['x', 'y']) }))).properties).toEqual({
      a: {
        type: 'array',
        items: {
          type: 'object',
          properties: { b: { type: 'string', enum: ['x', 'y'] } },
          required: ['b'],
          additionalProperties: false,
        },
      },
    });
  });
});
