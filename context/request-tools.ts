/** All tools, in the order in which every request names them: providers cache a request's unchanged beginning. */
import { type FunctionTool, functionTools } from './tool-declaration.ts';
import { applyPatchDeclaration } from './tools/apply-patch.ts';
import { createGoalDeclaration } from './tools/create-goal.ts';
import { getGoalDeclaration } from './tools/get-goal.ts';
import { readFileDeclaration } from './tools/read-file.ts';
import { readItemDeclaration } from './tools/read-item.ts';
import { recordClaimDeclaration } from './tools/record-claim.ts';
import { recordIterationDeclaration } from './tools/record-iteration.ts';
import { requestInputDeclaration } from './tools/request-input.ts';
import { restoreFileDeclaration } from './tools/restore-file.ts';
import { shellDeclaration } from './tools/shell.ts';
import { updateGoalDeclaration } from './tools/update-goal.ts';
import { waitDeclaration } from './tools/wait.ts';
import { writeFileDeclaration } from './tools/write-file.ts';

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
