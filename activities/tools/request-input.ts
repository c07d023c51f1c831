/** Asks a person; the thread rests until the answer comes. The question's text stays in the journal. */
import { requestInputArguments, requestInputDeclaration } from '../../context/tools/request-input.ts';
import { defineTool } from './tool.ts';
import { undecided } from './wait.ts';

export const requestInput = defineTool({
  ...requestInputDeclaration,
  argumentsSchema: requestInputArguments,
  readOnly: false,
  isWork: false,
  label: () => '',
  asks: () => ({ for: 'input' }),
  execute: undecided,
});
