/** Shows the model its goal as the service sees it. */
import { z } from 'zod';
import { defineTool } from './tool.ts';

export const getGoal = defineTool({
  name: 'get_goal',
  description:
    'Returns the current goal: status, use of the budget, refused audits, how many claims and iterations are recorded, ' +
    'and the contract in full.',
  parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
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
