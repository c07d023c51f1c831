/**
 * A goal over Chat Completions, at a server that takes less than OpenAI's, and wants thoughts back; only the
 * model is played.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { auditorOf, rules } from '../../support/model/auditor-scripts.ts';
import { claim, inOrder, shell } from '../../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;
beforeAll(async () => {
  const refusedFields = ['stream_options', 'parallel_tool_calls', 'response_format'];
  goalkeeper = await startScriptedService({ MODEL_API: 'chat' }, { refusedFields });
});
afterAll(() => goalkeeper?.stop());

test('checks and an auditor → complete; what the server refused is not sent again, the verdict is asked for in words', async () => {
  const { model } = goalkeeper;
  const work = inOrder([
    { reasoning: 'Easy.', ...shell('touch done.txt') },
    { reasoning: 'There it is.', ...claim },
  ]);
  const goal = { ...FILE_GOAL, verification: { ...FILE_GOAL.verification, auditor: {} } };
  const threadId = await goalkeeper.api.createThread();
  model.follow(threadId, work);
  model.follow(auditorOf(threadId), rules());
  await goalkeeper.call(threadId, 'PUT', 'goal', goal);
  expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({ status: 'complete' });
  const asked = model.requests(threadId);
  expect(asked.length).toBeGreaterThan(2);
  for (const { request } of asked) expect(Object.keys(request.body)).not.toContain('stream_options');
  const [audit] = model.requests(auditorOf(threadId));
  expect(audit?.request.format).toBeUndefined();
  expect(audit?.request.instructions).toContain('"verdict":{"type":"string","enum":["proven"');
});
