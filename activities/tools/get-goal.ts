/** Shows the model its goal as the service sees it. */
import { z } from 'zod';
import { defineTool } from './tool.ts';

export const getGoal = defineTool({
  name: 'get_goal',
  description:
    'Returns the current goal: status, use of the budget, refused audits, and the contract in full.',
  parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
  argumentsSchema: z.strictObject({}),
  readOnly: true,
  isWork: false,
  label: () => '',
  async execute(_args, { goal, contractText }) {
    if (goal === undefined) return { ok: true, output: JSON.stringify({ goal: null }) };
    return { ok: true, output: JSON.stringify({ goal, contract: contractText ?? null }, null, 2) };
  },
});
