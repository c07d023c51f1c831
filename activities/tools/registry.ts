/**
 * All tools that can be run, in the order in which requests declare them (`context/tools/request-tools.ts`).
 */
import { applyPatch } from './apply-patch.ts';
import { createGoal } from './create-goal.ts';
import { getGoal } from './get-goal.ts';
import { readFile } from './read-file.ts';
import { readItem } from './read-item.ts';
import { recordClaim } from './record-claim.ts';
import { recordIteration } from './record-iteration.ts';
import { requestInput } from './request-input.ts';
import { restoreFile } from './restore-file.ts';
import { shell } from './shell.ts';
import type { PreparedCall, Tool } from './tool.ts';
import { updateGoal } from './update-goal.ts';
import { wait } from './wait.ts';
import { writeFile } from './write-file.ts';

export const TOOLS: readonly Tool[] = [
  shell,
  readFile,
  writeFile,
  applyPatch,
  restoreFile,
  readItem,
  wait,
  requestInput,
  getGoal,
  createGoal,
  recordClaim,
  recordIteration,
  updateGoal,
];

/**
 * Turns a call as the model wrote it into one that can be run, or into words on what is wrong with it. Never
 * throws.
 */
export function parseArguments(
  toolName: string,
  argumentsJson: string,
  tools: readonly Tool[] = TOOLS,
): PreparedCall {
  const tool = tools.find(({ name }) => name === toolName);
  if (tool) return tool.prepare(argumentsJson);
  const names = tools.map(({ name }) => name).join(', ');
  const asked = JSON.stringify(toolName.slice(0, 100));
  return { ok: false, label: 'unknown tool', problem: `There is no tool ${asked}. The tools are: ${names}.` };
}
