/** `get_goal` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const getGoalArguments = z.strictObject({});

export const getGoalDeclaration: ToolDeclaration = {
  name: 'get_goal',
  description:
    'Returns the current goal: status, use of the budget, refused audits, how many claims and iterations are recorded, ' +
    'and the contract in full.',
  parameters: parametersOf(getGoalArguments),
};
