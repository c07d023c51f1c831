/**
 * A model that never gets tired: its commands leave marks, each reply other ones, until it is told that the
 * time is over; then it makes what the goal asks for, and claims it.
 */
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { Reply, ScriptedToolCall } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, say, shell } from '../support/model/scripts.ts';

export const SOAK_GOAL = { ...FILE_GOAL, policy: { progress: 'changes' } };
export const EFFECTS_FILE = 'effects.log';

const DONE = 'touch done.txt';

export interface Workload {
  respond(request: ParsedRequest): Reply;
  /** Every thread ends its goal from now on. */
  finish(): void;
}

export function createWorkload(): Workload {
  let isOver = false;
  let marks = 0;
  const marking = (after = ''): ScriptedToolCall => {
    marks += 1;
    return { name: 'shell', arguments: { command: `echo mark-${marks} >> ${EFFECTS_FILE}${after}` } };
  };
  let replies = 0;
  return {
    respond(request) {
      replies += 1;
      if (request.tools.length === 0) return say('Closing words.');
      if (isOver) return hasMade(request) ? claim : shell(DONE);
      switch (replies % 9) {
        case 0:
          return request.callsSinceMessage.length > 0
            ? say('More of it in the next turn.')
            : { toolCalls: [marking()] };
        case 2:
          return { toolCalls: [marking(), marking('; sleep 1'), marking()] };
        case 4:
          return { toolCalls: [marking('; sleep 4')] };
        case 6:
          return { toolCalls: [marking()], delayMs: 2_500 };
        case 7:
          return { toolCalls: [marking()], eventDelayMs: 200 };
        default:
          return { toolCalls: [marking()] };
      }
    },
    finish() {
      isOver = true;
    },
  };
}

const hasMade = ({ callsSinceMessage }: ParsedRequest): boolean =>
  callsSinceMessage.some(
    ({ arguments: { command }, output = '' }) => command === DONE && output.startsWith('exit code 0'),
  );
