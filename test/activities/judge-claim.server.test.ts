/** The auditor's Activity on the real wire, with the real sandbox. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CancelledFailure } from '@temporalio/activity';
import { createJudgeClaim } from '../../activities/judge-claim.ts';
import { omit } from '../../objects/omit.ts';
import type { Respond } from '../../scripted-model/model-server.ts';
import type { JudgeClaimInput } from '../../workflows/activities.ts';
import type { JudgeClaimResult } from '../../workflows/evidence/auditor.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import { createActivityEnvironment } from '../support/activities/activity-environment.ts';
import { type ActivityParts, openActivityParts } from '../support/activities/activity-parts.ts';
import { contractWith, outcomeWith } from '../support/contract/sample-contract.ts';
import { auditorOf, evidenceIn, rules } from '../support/model/auditor-scripts.ts';
import { openTestSandbox } from '../support/sandbox/sandbox.ts';

const USAGE = { inputTokens: 100, cachedInputTokens: 40, outputTokens: 10, reasoningTokens: 0 };
const COST = 0.000_08;

let confined: Awaited<ReturnType<typeof openTestSandbox>>;
let parts: ActivityParts;
let respond: Respond;

beforeAll(async () => {
  confined = await openTestSandbox();
  parts = await openActivityParts({
    sandbox: confined.sandbox,
    respond: (request, index) => respond(request, index),
    prices: { rehearsal: { input: 1, cachedInput: 0.25, output: 1 } },
  });
});
afterAll(async () => {
  await parts.close();
  confined.close();
});
beforeEach(() => {
  respond = (request) => ({ ...rules()(request), usage: USAGE });
});

/** A claim on a thread of its own whose checks said this. */
async function claimWith(
  verdict: object = {},
  auditor: { model?: string } = {},
): Promise<JudgeClaimInput & { readonly workspace: string }> {
  const threadId = await parts.newThread();
  const goal = { goalId: `goal_${threadId}`, revision: 1 };
  const contract = contractWith({ verification: { checks: [], protectedPaths: [], auditor } });
  await parts.journal.saveContract(threadId, goal.goalId, 1, contract);
  const made = await parts.workspaces.ensure(threadId);
  if (!made.ok) throw new Error(made.reason);
  const body = {
    type: 'checksRan',
    purpose: 'audit',
    name: 'update_goal',
    ok: true,
    output: 'Completion refused: tests failed.',
    verdict: { outcomes: [outcomeWith()], changedProtectedPaths: [], proven: true, ...verdict },
  };
  await parts.journal.finishCall(threadId, {
    callId: 'checks-3',
    seq: 3,
    turn: 1,
    kind: 'event',
    body: JSON.stringify(body),
  });
  return { threadId, turn: 1, seq: 4, goal, callId: '2-0', checksSeq: 3, workspace: made.directory };
}

const judge = (
  { workspace: _, ...input }: JudgeClaimInput & { readonly workspace: string },
  environment = createActivityEnvironment(),
): Promise<JudgeClaimResult> => environment.run(createJudgeClaim(parts), input);

const asked = ({ threadId }: JudgeClaimInput) =>
  parts.modelServer.requests.filter(({ request }) => request.promptCacheKey === auditorOf(threadId));
const resultItem = async ({ threadId }: JudgeClaimInput) =>
  JSON.parse((await parts.journal.readItem(threadId, 4))?.body ?? '{}');
const inWorkspace = (workspace: string, command: string) =>
  confined.sandbox.run({ workspace, argv: ['/bin/bash', '-c', command], timeoutMs: 30_000 });

describe('judgeClaim of a claim that a person has to accept as well', () => {
  const AWAITED = { proven: false, awaitsPerson: { paths: ['test/a.py'] } };

  test('accepted → says so to the workflow, but in the record it is not proven yet, and the goal waits', async () => {
    const input = await claimWith(AWAITED);
    expect(await judge(input)).toMatchObject({ accepted: true, isAudited: true });
    const { ok, output, verdict } = await resultItem(input);
    expect([ok, verdict]).toMatchObject([false, AWAITED]);
    expect(output).toContain('The goal waits for it.');
    expect(await judge(input)).toMatchObject({ accepted: true });
  });

  test('refused → nobody need be asked', async () => {
    respond = (request) => ({ ...rules({ R1: 'missing' })(request), usage: USAGE });
    const input = await claimWith(AWAITED);
    expect(await judge(input)).toMatchObject({ accepted: false });
    const { verdict } = await resultItem(input);
    expect(verdict).toMatchObject({ proven: false, reason: expect.any(String) });
    expect(verdict).not.toHaveProperty('awaitsPerson');
  });
});

describe('judgeClaim', () => {
  test('checks passed, every requirement proven → accepted; the verdict is the result of the claim, with its price', async () => {
    const input = await claimWith();
    expect(await judge(input)).toMatchObject({
      accepted: true,
      isAudited: true,
      modelCalls: 1,
      usage: { inputTokens: 100, cachedInputTokens: 40, outputTokens: 10, costUsd: COST },
    });
    expect(await resultItem(input)).toMatchObject({
      type: 'checksRan',
      ok: true,
      checksSeq: 3,
      verdict: { proven: true, outcomes: [{ name: 'tests' }] },
      audit: { model: 'rehearsal', accepted: true },
    });
  });

  test('checks refused → their words, and nobody is asked', async () => {
    const input = await claimWith({ proven: false, reason: 'tests failed' });
    expect(await judge(input)).toMatchObject({
      accepted: false,
      isAudited: false,
      reason: 'tests failed',
      modelCalls: 0,
    });
    expect(asked(input)).toHaveLength(0);
    expect(await resultItem(input)).toMatchObject({ ok: false, output: 'Completion refused: tests failed.' });
  });

  test('repeated after it had finished → the same verdict, and no second call', async () => {
    const input = await claimWith();
    const first = omit(await judge(input), 'durationMs');
    respond = rules({ R1: 'weak' });
    expect(await judge(input, createActivityEnvironment(2))).toMatchObject(first);
    expect(asked(input)).toHaveLength(1);
  });

  test('the contract names a model → that one', async () => {
    const input = await claimWith({}, { model: 'judge-1' });
    await judge(input);
    expect(asked(input)[0]?.request.model).toBe('judge-1');
  });

  test('a budget in money and a model without a price → nobody is asked', async () => {
    const input = { ...(await claimWith({}, { model: 'judge-1' })), left: { costUsd: 1 } };
    await expect(judge(input)).rejects.toMatchObject({ type: FAILURE_TYPE.modelWithoutPrice });
    expect(asked(input)).toHaveLength(0);
  });

  test('it reads a file and what became of it → by the real sandbox, and only that', async () => {
    const input = await claimWith();
    await inWorkspace(input.workspace, 'echo one > a.txt');
    const { stateId } = await parts.workspaces.states.keep(input.workspace);
    await parts.journal.keepGivenState(input.threadId, stateId);
    await inWorkspace(input.workspace, 'echo two > a.txt');
    const call = (name: string, args: object) => ({ name, arguments: args });
    const looks = [
      call('list_files', {}),
      call('read_file', { path: 'a.txt', offset: null, limit: null }),
      call('read_change', { path: 'a.txt' }),
      call('shell', { command: 'rm a.txt', timeoutSeconds: null }),
    ];
    respond = (request) => (request.callsSinceMessage.length === 0 ? { toolCalls: looks } : rules()(request));
    expect(await judge(input)).toMatchObject({ accepted: true, modelCalls: 2 });
    const outputs = asked(input)[1]?.request.callsSinceMessage.map(({ output }) => output);
    expect(outputs).toEqual([
      'Entries 1-1 of 1; changed ones first.\n"a.txt" 4 bytes, modified, other',
      expect.stringContaining('two'),
      expect.stringMatching(/-one\n\+two/),
      expect.stringContaining('There is no tool "shell"'),
    ]);
  });

  test('the workspace changed after its checks ran → refused, whatever the auditor says', async () => {
    const input = await claimWith({ workspaceDigest: 'another' });
    expect(await judge(input)).toMatchObject({
      accepted: false,
      reason: 'the workspace was changed after its checks ran',
    });
    expect(await resultItem(input)).toMatchObject({ ok: false, audit: { accepted: false } });
  });
});

describe('judgeClaim: no verdict', () => {
  test('nothing but prose → fails for good, and says what it has cost', async () => {
    const input = await claimWith();
    respond = () => ({ message: 'Fine.', usage: USAGE });
    await expect(judge(input)).rejects.toMatchObject({
      type: FAILURE_TYPE.modelUnreadable,
      nonRetryable: true,
      message: expect.stringContaining('the auditor gave no verdict'),
      details: [{ spent: { modelCalls: 3, usage: { inputTokens: 300, outputTokens: 30 } } }],
    });
    expect(await resultItem(input)).toEqual({});
  });

  test('an outage in the middle → retried; the next attempt remembers what the first has spent', async () => {
    const input = await claimWith();
    respond = (request) =>
      request.callsSinceMessage.length === 0
        ? { toolCalls: [{ name: 'list_files', arguments: {} }], usage: USAGE }
        : { fault: 'status', status: 503 };
    const first = createActivityEnvironment();
    const beats: unknown[] = [];
    first.on('heartbeat', (details: unknown) => beats.push(details));
    await expect(judge(input, first)).rejects.toMatchObject({
      type: FAILURE_TYPE.modelUnavailable,
      nonRetryable: false,
      message: expect.stringMatching(/^the auditor: /),
    });
    expect(beats.at(-1)).toMatchObject({ spent: { modelCalls: 1, usage: { inputTokens: 100 } } });
    respond = (request) => ({ ...rules()(request), usage: USAGE });
    const second = createActivityEnvironment(2);
    Object.assign(second.context.info, { heartbeatDetails: beats.at(-1) });
    expect(await judge(input, second)).toMatchObject({
      accepted: true,
      modelCalls: 2,
      usage: { inputTokens: 200, costUsd: 2 * COST },
    });
  });

  test('cancelled between two calls → ends as cancelled, and says what it has cost', async () => {
    const input = await claimWith();
    const environment = createActivityEnvironment();
    respond = (request) => {
      if (request.callsSinceMessage.length === 0)
        return { toolCalls: [{ name: 'list_files', arguments: {} }], usage: USAGE };
      environment.cancel('CANCELLED');
      return { fault: 'hang' };
    };
    const end = await judge(input, environment).catch((error: unknown) => error);
    expect(end).toBeInstanceOf(CancelledFailure);
    expect(end).toMatchObject({ details: [{ spent: { modelCalls: 1 } }] });
  });

  test('repeated after the deadline → not asked any more', async () => {
    const input = { ...(await claimWith()), deadlineMs: Date.now() - 1 };
    await expect(judge(input, createActivityEnvironment(2))).rejects.toMatchObject({
      type: FAILURE_TYPE.deadlinePassed,
    });
    expect(asked(input)).toHaveLength(0);
  });

  test('nothing is left of the budget → one call, which has to be the verdict', async () => {
    const input = { ...(await claimWith()), left: { tokens: 0 } };
    respond = () => ({ message: 'Hm.' });
    await expect(judge(input)).rejects.toMatchObject({ type: FAILURE_TYPE.modelUnreadable });
    expect(asked(input).map(({ request }) => request.tools)).toEqual([[]]);
    expect(evidenceIn(asked(input)[0]?.request ?? { input: [] })).toHaveProperty('contract');
  });
});
