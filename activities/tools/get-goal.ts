/** Shows the model its goal as the service sees it. */
import { z } from 'zod';
import { getGoalDeclaration } from '../../context/tools/get-goal.ts';
import { defineTool } from './tool.ts';

export const getGoal = defineTool({
  ...getGoalDeclaration,
  argumentsSchema: z.strictObject({}),
  readOnly: true,
  isWork: false,
  showsGoal: true,
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
