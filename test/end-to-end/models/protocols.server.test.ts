/** The same goals over both protocols of a provider, on the whole service; only the model is played. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { auditorOf, rules } from '../../support/model/auditor-scripts.ts';
import type { Script } from '../../support/model/manual-model.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../../support/service/scripted-service.ts';

const GOAL = {
  ...FILE_GOAL,
  verification: { ...FILE_GOAL.verification, auditor: {} },
  policy: { serviceTier: 'flex' },
};
const CHOSEN = { model: 'local-7b', reasoningEffort: 'low', maxOutputTokens: 2_000 };
const GONE: Reply = {
  fault: 'status',
  status: 404,
  body: { error: { code: 'model_not_found', message: 'The model does not exist.' } },
};
const FULL: Reply = {
  fault: 'status',
  status: 429,
  body: { error: { code: 'resource_unavailable', message: 'Resource Unavailable' } },
};

const LIMIT_FIELD = { responses: 'max_output_tokens', chat: 'max_tokens' };

describe.each(['responses', 'chat'] as const)('over %s', (api) => {
  let goalkeeper: ScriptedService;
  beforeAll(async () => {
    goalkeeper = await startScriptedService({ MODEL_API: api, MODEL_FALLBACKS: 'spare-1, spare-2' });
  });
  afterAll(() => goalkeeper?.stop());

  /** A thread that was set up like this, under these scripts. */
  async function begin(settings: object, script: Script, auditor: Script = rules()): Promise<string> {
    const { status, body } = await goalkeeper.api.call('POST', '/v1/threads', settings);
    expect([status, body]).toMatchObject([201, settings]);
    goalkeeper.model.follow(body.threadId, script);
    goalkeeper.model.follow(auditorOf(body.threadId), auditor);
    expect((await goalkeeper.call(body.threadId, 'PUT', 'goal', GOAL)).status).toBe(201);
    return body.threadId;
  }
  const bodies = (key: string) => goalkeeper.model.requests(key).map(({ request }) => request.body);
  const replies = async (threadId: string) =>
    (await goalkeeper.api.items(threadId))
      .filter(({ kind }) => kind === 'modelReply')
      .map(({ body }) => body);

  test('text, calls, checks and an auditor → complete; the thread and the goal choose how the model is asked', async () => {
    const work = inOrder([
      say('I will make it.'),
      {
        toolCalls: ['echo a', 'touch done.txt'].map((command) => ({ name: 'shell', arguments: { command } })),
      },
      claim,
    ]);
    const threadId = await begin(CHOSEN, work);
    await goalkeeper.post(threadId, 'messages', { content: 'Go on.' });
    const { goal, fallback } = await goalkeeper.atRest(threadId);
    expect(goal).toMatchObject({ status: 'complete', usage: { toolCalls: 3 } });
    expect(fallback).toBeUndefined();
    expect(bodies(threadId).length).toBeGreaterThanOrEqual(4);
    for (const body of bodies(threadId))
      expect(body).toMatchObject({ model: 'local-7b', service_tier: 'flex', [LIMIT_FIELD[api]]: 2_000 });
    // What a thread asks of its model is no matter of its auditor's.
    const [audit] = bodies(auditorOf(threadId));
    expect(audit).toMatchObject({ model: 'local-7b', service_tier: 'flex' });
    expect(audit).not.toHaveProperty(LIMIT_FIELD[api]);
    for (const { usage } of await replies(threadId)) expect(usage).toMatchObject({ serviceTier: 'flex' });
  });

  test('thoughts, and calls whose arguments are broken or cut → sent back so that no server refuses the next request', async () => {
    const work = inOrder([
      { reasoning: 'I could write it.', toolCalls: [{ name: 'shell', arguments: '{"command": "touch do' }] },
      { reasoning: 'Once more.', toolCalls: [{ name: 'shell', arguments: '' }] },
      { reasoning: 'Whole now.', ...shell('touch done.txt') },
      { reasoning: 'There it is.', ...claim },
    ]);
    const look: Reply = {
      reasoning: 'Let me look.',
      toolCalls: [{ name: 'read_file', arguments: '{"path' }],
    };
    const auditor: Script = (request) =>
      request.callsSinceMessage.length === 0 ? look : { reasoning: 'Hm.', ...rules()(request) };
    const threadId = await begin({ model: 'gpt-5' }, work, auditor);
    expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({ status: 'complete' });
    const sent = JSON.stringify(bodies(threadId).at(-1));
    expect(sent).toContain(api === 'chat' ? '"reasoning_content":"Once more."' : '"encrypted_content"');
    expect(sent).not.toContain('not kept');
    expect(bodies(auditorOf(threadId))).toHaveLength(2);
  });

  test('replies that are nothing but calls written as text → run, and repeated as calls that the server takes', async () => {
    const written = [
      '```json\n{"name": "shell", "arguments": {"command": "echo a"}}\n```',
      '<function=shell>\n<parameter=command>\ntouch done.txt\n</parameter>\n</function>',
      '<tool_call>\n{"name": "update_goal", "arguments": {"status": "complete"}}\n</tool_call>',
    ];
    const threadId = await begin({}, ({ input }) => {
      const made = input.filter(({ type }) => type === 'function_call').length;
      return { reasoning: 'Next.', message: written[made] ?? 'Closed.' };
    });
    expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({
      status: 'complete',
      usage: { toolCalls: 3 },
    });
    const repeated = JSON.stringify(bodies(threadId).at(-1));
    expect(repeated).not.toContain('<tool_call>');
    expect(repeated).toMatch(/"written_\d+_0"/);
    expect(await replies(threadId)).toMatchObject([...written.map(() => ({ areCallsWritten: true })), {}]);
  });

  test('no room in the flex tier → the goal is reached in the ordinary one, and each reply says so', async () => {
    const work = inOrder([shell('touch done.txt'), claim]);
    const threadId = await begin({}, (request) =>
      request.body.service_tier === 'flex' ? FULL : work(request),
    );
    expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({ status: 'complete' });
    for (const { usage } of await replies(threadId)) expect(usage).toMatchObject({ serviceTier: 'default' });
  });

  test('no such model → the next of the list works on; the switch is on record and shown', async () => {
    const work = inOrder([shell('touch done.txt'), claim]);
    const script: Script = (request) => (request.model === 'spare-2' ? work(request) : GONE);
    const threadId = await begin({ model: 'retired' }, script);
    const thread = await goalkeeper.atRest(threadId);
    const spare = { model: 'spare-2', reason: 'notFound' };
    expect(thread).toMatchObject({ model: 'retired', fallback: spare, goal: { status: 'complete' } });
    const events = await goalkeeper.allEvents(threadId);
    expect(events.filter(({ type }) => type === 'modelSwitched')).toMatchObject([spare]);
    const { body: report } = await goalkeeper.call(threadId, 'GET', 'goal/report', undefined, {
      accept: 'application/json',
    });
    expect(report.modelSwitches).toMatchObject({ total: 1, shown: [spare] });
    for (const reply of await replies(threadId))
      expect(reply).toMatchObject({ fallback: spare, model: 'spare-2' });
  });
});
