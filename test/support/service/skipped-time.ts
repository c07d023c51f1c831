/**
 * The whole service in this process, on a clock that the test moves: REST, a real worker, a journal, and a
 * model that plays a script for each thread. Only Temporal's server is another one.
 */

import { Client } from '@temporalio/client';
import { NO_CEILING } from '../../../contracts/ceiling/budget-rule.ts';
import type { Journal } from '../../../journal/journal.ts';
import { defined } from '../../../objects/defined.ts';
import { createStopStack, type StopStack } from '../../../process/stop-stack.ts';
import { startModelServer } from '../../../scripted-model/model-server.ts';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import type { RecordedRequest } from '../../../scripted-model/request-record.ts';
import { buildApp } from '../../../server/app.ts';
import { createDeliveryClient } from '../../../server/temporal/deliveries.ts';
import { createScheduleClient } from '../../../server/temporal/schedule-client.ts';
import { createThreadClient } from '../../../server/temporal/thread-client.ts';
import { startEventDispatch } from '../../../server/webhooks/event-dispatch.ts';
import type { WebhookSettings } from '../../../settings/webhook-settings.ts';
import { createInProcessCarrier } from '../../../streaming/in-process-carrier.ts';
import { createLiveWatch } from '../../../streaming/watch.ts';
import { openTestJournal } from '../journal/test-journal.ts';
import { type Api, createApi } from './api.ts';
import { createRestartableWorker } from './restartable-worker.ts';
import { makeDataDirectory, removeDirectory } from './service-process.ts';
import { startTimeSkippingServer, type TimeSkippingServer } from './time-skipping-server.ts';

type Script = (request: ParsedRequest) => Reply | Promise<Reply>;

export interface SkippedTimeOptions {
  /**
   * This server leaves the tasks of a workflow with the worker that has it in memory, also when that one is
   * gone. A worker that may be stopped therefore keeps none; each task replays the history, which suits tens
   * of turns but not hundreds.
   */
  readonly mayRestart?: boolean;
  /** One reply of the model may take so long, in real time. Default: half a minute. */
  readonly modelTimeoutMs?: number;
  /** What the worker has for a journal: a test plays an Activity's result, or its failure, there. */
  readonly workerJournal?: (journal: Journal) => Journal;
  /** Hosts of this machine that events may be sent to. */
  readonly webhookHosts?: readonly string[];
}

export interface SkippedTimeService extends Pick<TimeSkippingServer, 'nowMs' | 'skip'> {
  readonly api: Api;
  readonly temporalAddress: string;
  readonly dataDirectory: string;
  /** `skip` up to an instant of the server's clock; nothing when that is past. */
  skipUntil(atMs: number): Promise<void>;
  /** A new thread whose model follows the script; with a goal, if one is given. */
  threadWith(script: Script, goal?: object): Promise<string>;
  /** What the thread's model was asked so far, failed calls included. */
  modelCalls(threadId: string): readonly RecordedRequest[];
  /**
   * Time can be skipped without a worker up to the first timer that is due; there the clock is held until one
   * is back.
   */
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  restartWorker(): Promise<void>;
  stop(): Promise<void>;
}

/** Whatever was started before an error is stopped again. */
export async function startSkippedTimeService(options: SkippedTimeOptions = {}): Promise<SkippedTimeService> {
  const stack = createStopStack();
  try {
    return await startParts(options, stack);
  } catch (error) {
    await stack.stop().catch(() => {});
    throw error;
  }
}

async function startParts(options: SkippedTimeOptions, stack: StopStack): Promise<SkippedTimeService> {
  const { mayRestart = false, modelTimeoutMs, workerJournal = (real) => real } = options;
  const webhooks = { allowedHosts: options.webhookHosts ?? [] };
  const dataDirectory = await makeDataDirectory();
  stack.push(() => removeDirectory(dataDirectory));
  const scripts = new Map<string, Script>();
  const model = await startModelServer({
    respond: (request) => {
      const script = scripts.get(request.promptCacheKey ?? '');
      if (script === undefined) throw new Error('no script for this thread');
      return script(request);
    },
  });
  stack.push(() => model.stop());
  const journal = await openTestJournal();
  stack.push(() => journal.close());
  const temporal = await startTimeSkippingServer();
  stack.push(() => temporal.stop());
  const api = await startRest(temporal, journal, webhooks, stack);
  const worker = await createRestartableWorker({
    address: temporal.address,
    journal: workerJournal(journal),
    modelUrl: model.baseUrl,
    dataDirectory,
    isCached: !mayRestart,
    webhooks,
    ...defined({ modelTimeoutMs }),
  });
  stack.push(() => worker.stop());
  await worker.start();

  const stopWorker = async () => {
    if (!mayRestart) throw new Error('start the service with { mayRestart: true }');
    await worker.stop();
  };
  return {
    api,
    temporalAddress: temporal.address,
    dataDirectory,
    nowMs: temporal.nowMs,
    skip: temporal.skip,
    async skipUntil(atMs) {
      await temporal.skip(Math.max(0, atMs - (await temporal.nowMs())));
    },
    async threadWith(script, goal) {
      const threadId = await api.createThread();
      scripts.set(threadId, script);
      if (goal === undefined) return threadId;
      const reply = await api.call('PUT', `/v1/threads/${threadId}/goal`, goal);
      if (reply.status !== 201) throw new Error(`no goal: ${reply.status} ${JSON.stringify(reply.body)}`);
      return threadId;
    },
    modelCalls: (threadId) => model.requests.filter(({ request }) => request.promptCacheKey === threadId),
    stopWorker,
    startWorker: worker.start,
    async restartWorker() {
      await stopWorker();
      await worker.start();
    },
    stop: () => stack.stop(),
  };
}

/** What `startServer` does, but for the search attributes, which this server cannot list. */
async function startRest(
  temporal: TimeSkippingServer,
  journal: Journal,
  webhooks: WebhookSettings,
  stack: StopStack,
): Promise<Api> {
  const client = new Client({ connection: temporal.connection, namespace: 'default' });
  const live = createLiveWatch(createInProcessCarrier());
  const threads = createThreadClient(client, {
    hasRecord: async (threadId) => (await journal.readEndOfRecord(threadId)) !== undefined,
  });
  const schedules = createScheduleClient(client);
  const dependencies = {
    ...{ journal, live, threads, schedules },
    ...{ workspaceSources: {}, budgets: NO_CEILING, webhooks },
  };
  const app = await buildApp(dependencies, { authenticate: 'open' });
  stack.push(() => app.close());
  const dispatch = startEventDispatch({ journal, deliveries: createDeliveryClient(client) });
  stack.push(() => dispatch.stop());
  return createApi(await app.listen({ host: '127.0.0.1', port: 0 }));
}
