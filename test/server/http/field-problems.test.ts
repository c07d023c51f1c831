import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { fieldProblems } from '../../../server/http/field-problems.ts';
import { PLAINLY } from '../../../server/http/validate.ts';

const schema = z.strictObject({
  cron: z.union([z.string().min(1), z.array(z.string()).min(1)]),
  twin: z
    .union([z.strictObject({ command: z.string() }), z.strictObject({ patch: z.string() })], {
      error: 'own words',
    })
    .exactOptional(),
});

test.each<[string, object, [field: string, message: string][]]>([
  ['none of the forms of a union', { cron: 7 }, [['cron', 'must be a string, or must be an array']]],
  ['nothing in its place', {}, [['cron', 'is missing: it must be a string, or must be an array']]],
  ['one of its forms, with something wrong in it', { cron: ['x', 7] }, [['cron.1', 'must be a string']]],
  ['a union with words of its own', { cron: 'x', twin: 7 }, [['twin', 'own words']]],
  ['an unknown field', { cron: 'x', mood: 1 }, [['mood', 'Unrecognized key: "mood"']]],
])('fieldProblems: %s → the field, and what it must be', (_, sent, told) => {
  const { error } = schema.safeParse(sent, PLAINLY);
  expect(error && fieldProblems(error).map(({ field, message }) => [field, message])).toEqual(told);
});

test('fieldProblems: a list in the place of a text → only that it must be a text', () => {
  const { error } = z.strictObject({ title: z.string().min(1) }).safeParse({ title: [] }, PLAINLY);
  expect(error && fieldProblems(error)).toEqual([{ field: 'title', message: 'must be a string' }]);
});
