/**
 * All tools, in the order in which every request names them: providers cache a request's unchanged beginning.
 */
import { applyPatchDeclaration } from './apply-patch.ts';
import { createGoalDeclaration } from './create-goal.ts';
import { getGoalDeclaration } from './get-goal.ts';
import { readFileDeclaration } from './read-file.ts';
import { readItemDeclaration } from './read-item.ts';
import { recordClaimDeclaration } from './record-claim.ts';
import { recordIterationDeclaration } from './record-iteration.ts';
import { requestInputDeclaration } from './request-input.ts';
import { restoreFileDeclaration } from './restore-file.ts';
import { shellDeclaration } from './shell.ts';
import { type FunctionTool, functionTools } from './tool-declaration.ts';
import { updateGoalDeclaration } from './update-goal.ts';
import { waitDeclaration } from './wait.ts';
import { writeFileDeclaration } from './write-file.ts';

/** The same in every request of every thread; a goal's boundaries refuse calls, they take no tool away. */
export const REQUEST_TOOLS: readonly FunctionTool[] = functionTools([
  shellDeclaration,
  readFileDeclaration,
  writeFileDeclaration,
  applyPatchDeclaration,
  restoreFileDeclaration,
  readItemDeclaration,
  waitDeclaration,
  requestInputDeclaration,
  getGoalDeclaration,
  createGoalDeclaration,
  recordClaimDeclaration,
  recordIterationDeclaration,
  updateGoalDeclaration,
]);
