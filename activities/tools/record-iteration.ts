/**
 * Lets the model write a line of the experiment log: what it tried, what came of it, what it makes of that.
 */
import {
  recordIterationArguments,
  recordIterationDeclaration,
} from '../../context/tools/record-iteration.ts';
import { defineTool, NO_GOAL, type ToolOutput } from './tool.ts';

export const recordIteration = defineTool({
  ...recordIterationDeclaration,
  argumentsSchema: recordIterationArguments,
  readOnly: false,
  isWork: false,
  showsGoal: true,
  label: () => '',
  async execute(args, { ledger }): Promise<ToolOutput> {
    if (ledger === undefined) return NO_GOAL;
    if (!(await ledger.recordIteration(args)))
      return { ok: false, output: 'Not recorded: the experiment log of this goal is full.' };
    return { ok: true, output: 'Recorded.', recorded: true };
  },
});
