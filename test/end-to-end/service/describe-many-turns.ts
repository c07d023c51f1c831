/** A goal of many turns whose thread is renewed again and again, with messages and pauses in between. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ModelServer, startModelServer } from '../../../scripted-model/model-server.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { say } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { type Distributed, startDistributed } from '../../support/service/distributed.ts';
import { fetchHistories } from '../../support/workflow/histories.ts';

/** Low: some thirty turns fill it. */
const SUGGEST_RENEWAL_AT_EVENTS = 100;
const MAX_TURNS_OF_RUN = 30;

export interface ManyTurns {
  readonly turns: number;
  /** Each time that so many turns are over, a message is posted and the goal is paused. */
  readonly actEveryTurns: number;
}

export function describeManyTurns({ turns, actEveryTurns }: ManyTurns): void {
  let goalkeeper: Distributed;
  let model: ModelServer;

  beforeAll(async () => {
    model = await startModelServer({ keepRequests: 1, respond: () => say('On it.') });
    goalkeeper = await startDistributed(model.baseUrl, {
      temporalArgs: [
        '--dynamic-config-value',
        `limit.historyCount.suggestContinueAsNew=${SUGGEST_RENEWAL_AT_EVENTS}`,
      ],
    });
  });

  afterAll(async () => {
    await goalkeeper?.stop();
    await model?.stop();
  });

  test(`${turns} turns, renewed at a low threshold → no message lost, no signal lost, usage exact`, async () => {
    const { api } = goalkeeper;
    const threadId = await api.createThread({
      goal: {
        ...FILE_GOAL,
        budget: { turns },
        policy: { onNoToolCall: 'continue', stallAfterTurns: 1_000, progress: 'changes' },
      },
    });
    const post = (path: string, body: object): Promise<{ status: number; body: Json }> =>
      api.call('POST', `/v1/threads/${threadId}/${path}`, body);
    const startedAtMs = Date.now();
    const posted: string[] = [];
    let goal = await api.goal(threadId);
    // Not near the end: a goal that is paused in its last turn has no budget left to go on with.
    for (let atTurn = actEveryTurns; atTurn < turns; atTurn += actEveryTurns) {
      // They are sent as they come, wherever a renewal happens to be: nothing waits for a quiet moment.
      const replies = await Promise.all([
        post('messages', { content: `message ${atTurn}` }),
        post('goal/pause', { reason: `pause ${atTurn}` }),
      ]);
      expect(replies.map(({ status }) => status)).toEqual([201, 200]);
      posted.push(`message ${atTurn}`);
      expect((await post('goal/resume', {})).status).toBe(200);
      goal = await api.untilGoal(threadId, ({ usage }) => usage.turns >= atTurn);
    }
    goal = await api.untilGoal(
      threadId,
      ({ status, phase }) => status === 'budgetLimited' && phase === 'idle',
    );
    console.log(`${goal.usage.turns} turns in ${Math.round((Date.now() - startedAtMs) / 1000)} s`);
    expect(goal).toMatchObject({ status: 'budgetLimited', usage: { turns: turns + 1 } });

    const items = await api.items(threadId);
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
    const delivered = items.filter(({ kind }) => kind === 'userMessage').map(({ body }) => body.content);
    expect(delivered).toEqual(posted);
    const changes = items.filter(({ body }) => body.type === 'goalChanged').map(({ body }) => body.change);
    expect(changes.filter((change) => change === 'pause')).toHaveLength(posted.length);
    expect(changes.filter((change) => change === 'resume')).toHaveLength(posted.length);

    const { body: thread } = await api.call('GET', `/v1/threads/${threadId}`);
    expect(thread.usage).toMatchObject({
      modelCalls: model.served.calls,
      inputTokens: model.served.inputTokens,
      cachedInputTokens: model.served.cachedInputTokens,
      outputTokens: model.served.outputTokens,
    });
    const runs = await fetchHistories(goalkeeper.temporalAddress(), threadId);
    console.log(`${runs.length} runs`);
    expect(runs.length).toBeGreaterThan(turns / MAX_TURNS_OF_RUN);
  }, 900_000);
}
