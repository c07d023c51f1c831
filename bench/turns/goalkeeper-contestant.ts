/** Goalkeeper itself, driven over REST as any caller would. */
import type { WorkflowClient } from '@temporalio/client';
import { createRestClient } from '../../embedded/demo/rest-client.ts';
import type { Contestant } from './contestant.ts';
import { createHistorySize } from './history-size.ts';
import type { BenchModel } from './start-model.ts';

export const OBJECTIVE = 'Build the project again and again until no warning is left.';

/** A goal that is never claimed, so each automatic turn (it runs a command) is followed by the next. */
const GOAL = {
  objective: OBJECTIVE,
  verification: { checks: [{ name: 'no warnings', command: 'test -e no-warnings', timeoutSeconds: 60 }] },
  // Hundreds of turns whose check never passes are what is measured.
  policy: { progress: 'changes' },
};

export function createGoalkeeperContestant(
  model: BenchModel,
  restUrl: string,
  workflows: WorkflowClient,
): Contestant {
  const rest = createRestClient(restUrl);
  return {
    name: 'goalkeeper',
    async startThread() {
      const threadId = String((await rest.post('/v1/threads', { goal: GOAL })).threadId);
      return {
        turn: (turns) => model.allow(threadId, turns),
        history: createHistorySize(workflows, threadId),
        async stop() {
          await rest.post(`/v1/threads/${threadId}/goal/clear`, {});
        },
      };
    },
  };
}
