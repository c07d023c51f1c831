import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { fieldProblems } from '../../../server/http/field-problems.ts';
import { PLAINLY, unplainNumbers } from '../../../server/http/validate.ts';

const schema = z.strictObject({
  objective: z.string().exactOptional(),
  timeoutSeconds: z.number().exactOptional(),
  type: z.enum(['goal.completed', 'goal.blocked']).exactOptional(),
  verification: z.strictObject({ protectedPaths: z.array(z.string()).exactOptional() }).exactOptional(),
});
const said = (sent: object) => {
  const { error } = schema.safeParse(sent, PLAINLY);
  return error === undefined ? [] : fieldProblems(error).map(({ field, message }) => `${field} ${message}`);
};

describe('fields that a schema does not know', () => {
  test.each<[object, string[]]>([
    [
      { objektive: 'x' },
      ['objektive Unrecognized key: "objektive"; did you mean "objective" in place of "objektive"?'],
    ],
    [
      { Objective: 'x' },
      ['Objective Unrecognized key: "Objective"; did you mean "objective" in place of "Objective"?'],
    ],
    [
      { verification: { protectedPath: [] } },
      [
        'verification.protectedPath Unrecognized key: "protectedPath"; did you mean "protectedPaths" in place of "protectedPath"?',
      ],
    ],
    [
      { objektive: 'x', mood: 'good', timeout: 3 },
      [
        'objektive Unrecognized key: "objektive"; did you mean "objective" in place of "objektive"?',
        'mood Unrecognized key: "mood"',
        'timeout Unrecognized key: "timeout"; did you mean "timeoutSeconds" in place of "timeout"?',
      ],
    ],
    [
      { timeoutMs: 3 },
      ['timeoutMs Unrecognized key: "timeoutMs"; did you mean "timeoutSeconds" in place of "timeoutMs"?'],
    ],
  ])('%j → each with what is said of it alone', (sent, messages) => {
    expect(said(sent)).toEqual(messages);
  });
});

describe('values that a schema does not take', () => {
  test.each<[object, string]>([
    [{ timeoutSeconds: '5m' }, 'timeoutSeconds must be a number of seconds: 300 for "5m"'],
    [{ timeoutSeconds: '2 hours' }, 'timeoutSeconds must be a number of seconds: 7200 for "2 hours"'],
    [{ timeoutSeconds: '90' }, 'timeoutSeconds must be a number of seconds: 90 for "90"'],
    [{ timeoutSeconds: 'soon' }, 'timeoutSeconds must be a number of seconds'],
    [
      { type: 'goal.complete' },
      'type Invalid option: expected one of "goal.completed"|"goal.blocked"; did you mean "goal.completed"?',
    ],
    [{ type: 'x' }, 'type Invalid option: expected one of "goal.completed"|"goal.blocked"'],
  ])('%j → %s', (sent, message) => {
    expect(said(sent)).toEqual([message]);
  });
});

const asked = z.object({
  limit: z.coerce.number().int().min(1).default(20),
  cursor: z.coerce.number().optional(),
  after: z.coerce.number().exactOptional(),
  title: z.string(),
});

test.each(['', ' ', '0x10', '1e1', ' 5', 'true', '１'])('%j where a number is read → refused', (text) => {
  expect(unplainNumbers(asked, { limit: text, cursor: text, after: text, title: text })).toEqual(
    ['limit', 'cursor', 'after'].map((field) => ({ field, message: 'must be a number in decimal digits' })),
  );
});

test.each(['0', '17', '-1', '1.5'])('%j → left to the schema', (text) => {
  expect(unplainNumbers(asked, { limit: text, cursor: text, title: text })).toEqual([]);
});

test('what is no object, or no text → left to the schema', () => {
  expect([undefined, null, 'x', { limit: ['1', '2'] }].map((sent) => unplainNumbers(asked, sent))).toEqual([
    [],
    [],
    [],
    [],
  ]);
});
