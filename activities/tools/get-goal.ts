/** Shows the model its goal as the service sees it. */
import { getGoalArguments, getGoalDeclaration } from '../../context/tools/get-goal.ts';
import { defineTool } from './tool.ts';

export const getGoal = defineTool({
  ...getGoalDeclaration,
  argumentsSchema: getGoalArguments,
  readOnly: true,
  isWork: false,
  showsGoal: 'any',
  label: () => '',
  async execute(_args, { goal, contractText, ledger }) {
    if (goal === undefined) return { ok: true, output: JSON.stringify({ goal: null }) };
    const recorded = ledger === undefined ? {} : { ledger: await ledger.counts() };
    return {
      ok: true,
      output: JSON.stringify({ goal, ...recorded, contract: contractText ?? null }, null, 2),
    };
  },
});
