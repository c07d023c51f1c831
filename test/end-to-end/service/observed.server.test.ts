/** What an operator sees of a goal: traces, figures, readiness, and who did what. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { freePorts } from '../../../embedded/free-ports.ts';
import { bundleWorkflows } from '../../../worker/workflow-bundle.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, say, shell } from '../../support/model/scripts.ts';
import { type OtlpReceiver, startOtlpReceiver, wayTo } from '../../support/observability/otlp-receiver.ts';
import { until } from '../../support/service/host-processes.ts';
import { type ScriptedService, startScriptedService } from '../../support/service/scripted-service.ts';
import { fetchHistories } from '../../support/workflow/histories.ts';

const CANARY = 'canary-objective';

let receiver: OtlpReceiver;
let goalkeeper: ScriptedService;
let metricsUrl: string;
let threadId: string;
beforeAll(async () => {
  receiver = await startOtlpReceiver();
  const [port = 0] = await freePorts(1);
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
  goalkeeper = await startScriptedService({
    METRICS_PORT: String(port),
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
  });
  const { api, model } = goalkeeper;
  threadId = await api.createThread({ goal: { ...FILE_GOAL, objective: CANARY } });
  const replies = [claim, shell('touch done.txt'), claim];
  let calls = 0;
  model.follow(threadId, () => replies[calls++] ?? say('Done.'));
  await api.untilGoal(threadId, ({ status, phase }) => status === 'complete' && phase === 'idle');
});
afterAll(async () => {
  await goalkeeper?.stop();
  await receiver?.stop();
});

test('a goal → one tree, from the request through the workflow to each model call and tool', async () => {
  const named = (name: string) => receiver.spans.find((span) => span.name.startsWith(name));
  await until(
    'the spans have come',
    () => named('execute_tool shell') !== undefined && named('POST /v1/threads') !== undefined,
  );
  const call = receiver.spans.find((span) => span.name.startsWith('chat '));
  const tool = named('execute_tool shell');
  expect(call && wayTo(receiver.spans, call)).toEqual([
    'POST /v1/threads',
    'UpdateWithStartWorkflow:setGoal',
    'RunActivity:callModel',
    'chat gpt-5',
  ]);
  expect(tool && wayTo(receiver.spans, tool)).toEqual([
    'POST /v1/threads',
    'UpdateWithStartWorkflow:setGoal',
    'RunActivity:runToolCall',
    'execute_tool shell',
  ]);
  const request = named('POST /v1/threads');
  expect([call?.traceId, tool?.traceId]).toEqual([request?.traceId, request?.traceId]);
  expect(call?.attributes).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.usage.output_tokens': expect.anything(),
  });
  expect(tool?.attributes).toMatchObject({ 'gen_ai.tool.name': 'shell', 'gen_ai.conversation.id': threadId });
  expect(receiver.text().includes(CANARY)).toBe(false);
});

test('the history of a traced thread → replays', async () => {
  const [history] = await fetchHistories(goalkeeper.service.temporalAddress, threadId);
  expect(JSON.stringify(history)).toContain('_tracer-data');
  const workflowBundle = await bundleWorkflows(`${goalkeeper.service.dataDirectory}/bundles`);
  await Worker.runReplayHistory({ workflowBundle }, history, threadId);
});

test('figures → of REST, of the goal, of the model, of the Temporal SDK; the same at both doors', async () => {
  const text = await (await fetch(metricsUrl)).text();
  const byRest = await (await fetch(`${goalkeeper.api.url}/metrics`)).text();
  for (const line of [
    /^goalkeeper_http_request_duration_seconds_count\{method="POST",route="\/v1\/threads",status="201"\} 1$/m,
    /^goalkeeper_goals\{status="complete"\} 1$/m,
    /^goalkeeper_threads\{phase="idle"\} 1$/m,
    /^goalkeeper_audits_total\{judge="checks",outcome="refused"\} 1$/m,
    /^goalkeeper_audits_total\{judge="checks",outcome="passed"\} 1$/m,
    /^goalkeeper_goal_changes_total\{status="complete"\} 1$/m,
    /^goalkeeper_model_call_duration_seconds_count\{call="callModel",outcome="ok"\} 4$/m,
    /^goalkeeper_tokens_total\{kind="output"\} [1-9]/m,
    /^goalkeeper_sandbox_seconds_total\{kind="command"\} 0?\.?\d/m,
    /^temporal_\w+\{.*task_queue="goalkeeper"/m,
    /^goalkeeper_webhook_lag_seconds\{waits_for="service"\} \d/m,
    /^process_resident_memory_bytes /m,
  ]) {
    expect(text).toMatch(line);
    expect(byRest).toMatch(line);
  }
  expect(text).not.toContain(threadId);
  expect(text).not.toContain(CANARY);
});

test('the SDK’s figures that dashboard and alerts ask for → are there', async () => {
  const text = await (await fetch(metricsUrl)).text();
  const asked = ['alerts.yml', 'dashboard.json'].flatMap((name) =>
    [
      ...readFileSync(new URL(`../../../docker/observability/${name}`, import.meta.url), 'utf8').matchAll(
        /temporal_\w+/g,
      ),
    ].map(([metric]) => metric.replace(/_bucket$/, '')),
  );
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.filter((metric) => !text.includes(`# TYPE ${metric} `))).toEqual([]);
});

test('a change → in the audit log, with the id that the caller gave', async () => {
  const { api } = goalkeeper;
  await api.call('POST', `/v1/threads/${threadId}/goal/pause`, {}, { 'x-request-id': 'pause-17' });
  const entries = async () =>
    (await api.call('GET', `/v1/audit-log?threadId=${threadId}&operation=pauseGoal`)).body.entries;
  let found = await entries();
  while (found.length === 0) found = await entries();
  expect(found[0]).toMatchObject({ keyId: 'none', status: 409, requestId: 'pause-17' });
});

test('GET /readyz → each part by its name', async () => {
  const { status, body } = await goalkeeper.api.call('GET', '/readyz');
  expect([status, body]).toEqual([
    200,
    {
      status: 'ready',
      worker: 'polling',
      parts: { temporal: 'up', journal: 'up', disk: 'up', worker: 'polling' },
    },
  ]);
});

test('a later request → what follows from it is in its trace, not in that of the first one', async () => {
  goalkeeper.model.follow(threadId, () => say('I stand at the end.'));
  await goalkeeper.post(threadId, 'messages', { content: 'Where do you stand?' });
  const asked = () =>
    receiver.spans.find(
      (span) =>
        span.name.startsWith('chat ') &&
        wayTo(receiver.spans, span)[0] === 'POST /v1/threads/:threadId/messages',
    );
  await until('the span of the answer has come', () => asked() !== undefined);
  await goalkeeper.atRest(threadId);
});
