/**
 * Secrets all over: in key, prompt, command, output and reply, and in what the provider says when it fails.
 */
import { expect, test } from '@jest/globals';
import { startModelServer } from '../../../scripted-model/model-server.ts';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, say, shell } from '../../support/model/scripts.ts';
import { removeDirectory, startService } from '../../support/service/service-process.ts';

const KEY = 'sk-canary-key-0123456789';
const OBJECTIVE = 'canary-objective';
const MESSAGE = 'canary-message';
const COMMAND = 'canary-command';
const OUTPUT = 'canary-output';
const REPLY = 'canary-reply';

/** A provider that repeats what it was sent, and with which key. */
const chatty = (status: number, request: ParsedRequest): Reply => ({
  fault: 'status',
  status,
  headers: { 'retry-after-ms': '1' },
  body: {
    error: { message: `${KEY} may not say: ${JSON.stringify(request.input).slice(-400)}`, code: 'no' },
  },
});

test('a service that meets faults and ends a goal → nothing of key, prompt, output or reply in its output', async () => {
  const replies: ((request: ParsedRequest) => Reply)[] = [
    () => ({
      message: REPLY,
      toolCalls: [{ name: 'shell', arguments: { command: `: ${COMMAND}; printf canary-%s output` } }],
    }),
    (request) => chatty(503, request),
    () => ({ fault: 'cutJson', reply: { message: REPLY } }),
    () => ({ message: REPLY, toolCalls: [{ name: REPLY, arguments: `{"${REPLY}` }] }),
    // The request is asked once more without the newest reply.
    (request) => chatty(400, request),
    (request) => chatty(400, request),
    () => shell('touch done.txt'),
    () => claim,
  ];
  let calls = 0;
  const model = await startModelServer({
    respond: (request) =>
      request.tools.length === 0 ? say(REPLY) : (replies[calls++]?.(request) ?? say(REPLY)),
  });
  const service = await startService({ modelUrl: model.baseUrl, env: { OPENAI_API_KEY: KEY } });
  const threadId = await service.api.createThread();
  const path = `/v1/threads/${threadId}`;
  await service.api.call('PUT', `${path}/goal`, { ...FILE_GOAL, objective: OBJECTIVE });
  const blocked = await service.api.untilGoal(
    threadId,
    ({ status, phase }) => status === 'blocked' && phase === 'idle',
  );
  expect(blocked.statusReason).not.toContain(KEY);
  await service.api.call('POST', `${path}/messages`, { content: MESSAGE, resumeGoal: true });
  await service.api.untilGoal(threadId, ({ status, phase }) => status === 'complete' && phase === 'idle');
  expect((await service.api.call('POST', '/v1/threads', '{"canary-body')).status).toBe(400);
  const items = JSON.stringify(await service.api.items(threadId));
  await service.stop();
  await model.stop();
  const output = service.output();
  await removeDirectory(service.dataDirectory);
  // They were there, and the failures are told.
  for (const secret of [OUTPUT, COMMAND, MESSAGE, REPLY]) expect(items).toContain(secret);
  expect(model.requests[0]?.authorization).toContain(KEY);
  for (const type of ['ModelError.Unavailable', 'ModelError.Unreadable', 'ModelError.Rejected'])
    expect(output).toContain(`"type":"${type}"`);
  expect(output).not.toContain('canary');
});
