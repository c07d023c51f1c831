import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { auditorOf, rules } from '../support/model/auditor-scripts.ts';
import { claim, inOrder, shell } from '../support/model/scripts.ts';
import { type ScriptedDistributed, startScriptedDistributed } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedDistributed;

beforeAll(async () => {
  goalkeeper = await startScriptedDistributed();
});
afterAll(() => goalkeeper?.stop());

const AUDITED_GOAL = { ...FILE_GOAL, verification: { ...FILE_GOAL.verification, auditor: {} } };
const LOOKS: Reply = { toolCalls: [{ name: 'list_files', arguments: {} }] };

test('worker killed while the auditor thinks → the checks do not run again, the auditor is asked anew, the goal completes', async () => {
  const { model, api } = goalkeeper;
  const threadId = await goalkeeper.begin(undefined, inOrder([shell('touch done.txt'), claim]));
  const auditor = auditorOf(threadId);
  await goalkeeper.call(threadId, 'PUT', 'goal', AUDITED_GOAL);
  await model.untilCall(auditor, 1);
  model.reply(auditor, LOOKS);
  await model.untilCall(auditor, 2);
  await goalkeeper.killWorker();
  model.follow(auditor, rules());
  await goalkeeper.startWorker();
  const { goal } = await goalkeeper.atRest(threadId);
  expect(goal).toMatchObject({ status: 'complete', refusedAudits: 0 });
  // The look before the kill is paid for if its heartbeat got out, and it is looked at anew from the
  // beginning.
  expect([3, 4]).toContain(goal.usage.modelCalls);
  expect(model.requests(auditor).at(-1)?.request.input).toHaveLength(1);
  const { runs } = (await goalkeeper.call(threadId, 'GET', 'goal/checks')).body;
  expect(runs.map(({ purpose }: { purpose: string }) => purpose)).toEqual(['baseline', 'audit']);
  const answers = (await api.items(threadId)).filter(({ body }) => body.audit !== undefined);
  expect(answers).toHaveLength(1);
});
