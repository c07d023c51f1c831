import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { PLAINLY } from '../../../server/http/validate.ts';

const schema = z.strictObject({
  objective: z.string().exactOptional(),
  verification: z.strictObject({ protectedPaths: z.array(z.string()).exactOptional() }).exactOptional(),
});
const said = (sent: object) => schema.safeParse(sent, PLAINLY).error?.issues.map(({ message }) => message);

describe('fields that a schema does not know', () => {
  test.each<[object, string]>([
    [{ objektive: 'x' }, 'Unrecognized key: "objektive"; did you mean "objective" in place of "objektive"?'],
    [{ Objective: 'x' }, 'Unrecognized key: "Objective"; did you mean "objective" in place of "Objective"?'],
    [
      { verification: { protectedPath: [] } },
      'Unrecognized key: "protectedPath"; did you mean "protectedPaths" in place of "protectedPath"?',
    ],
    [
      { objektive: 'x', mood: 'good' },
      'Unrecognized keys: "objektive", "mood"; did you mean "objective" in place of "objektive"?',
    ],
    [{ mood: 'good' }, 'Unrecognized key: "mood"'],
  ])('%j → %s', (sent, message) => {
    expect(said(sent)).toEqual([message]);
  });
});
