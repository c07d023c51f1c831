/** Asks a person; the thread rests until the answer comes. The question's text stays in the journal. */
import { z } from 'zod';
import { requestInputDeclaration } from '../../context/tools/request-input.ts';
import { defineTool } from './tool.ts';
import { undecided } from './wait.ts';

const argumentsSchema = z.strictObject({
  question: z.string().trim().min(1).max(4_000),
  options: z.array(z.string().min(1).max(200)).max(20).nullish(),
});

export const requestInput = defineTool({
  ...requestInputDeclaration,
  argumentsSchema,
  readOnly: false,
  isWork: false,
  label: () => '',
  asks: () => ({ for: 'input' }),
  execute: undecided,
});
