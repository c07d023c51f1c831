/**
 * Goalkeeper in processes of its own, with a model that a test plays by hand or by script; and what such
 * tests ask of it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ManualModel,
  type ManualModelOptions,
  type Script,
  startManualModel,
} from '../model/manual-model.ts';
import { fetchHeartbeat, fetchHistories, type HistoryEvent } from '../workflow/histories.ts';
import type { Api, Json, Reply } from './api.ts';
import { type Distributed, type DistributedOptions, startDistributed } from './distributed.ts';
import { removeDirectory, type Service, type ServiceOptions, startService } from './service-process.ts';

export interface WithScriptedModel {
  readonly api: Api;
  readonly model: ManualModel;
  /**
   * A new thread with this goal, if one is given; its model follows the script from the first call on, or
   * waits for the test.
   */
  begin(goal?: object, script?: Script): Promise<string>;
  /** Any method below the thread's path. */
  call(
    threadId: string,
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Reply<Json>>;
  post(threadId: string, path: string, body?: object, headers?: Record<string, string>): Promise<Reply<Json>>;
  view(threadId: string): Promise<Json>;
  /** Waits until neither a turn nor the checks run, and returns the thread. */
  atRest(threadId: string): Promise<Json>;
  /** The events of the record so far, each with its place. */
  events(threadId: string): Promise<Json[]>;
  /** The same of a thread at rest, when all that it has done is on record. */
  allEvents(threadId: string): Promise<Json[]>;
}

/** The thread's model calls are kept for the tests of one file. */
const KEPT_REQUESTS = 2_000;
const POLL_INTERVAL_MS = 30;
const AT_WORK: readonly string[] = ['running', 'auditing'];

function drive(api: Api, model: ManualModel): WithScriptedModel {
  const call: WithScriptedModel['call'] = (threadId, method, path, body, headers) =>
    api.call(method, `/v1/threads/${threadId}${path === '' ? '' : `/${path}`}`, body, headers);
  const view = async (threadId: string): Promise<Json> => (await call(threadId, 'GET', '')).body;
  const atRest = async (threadId: string): Promise<Json> => {
    for (;;) {
      const thread = await view(threadId);
      if (thread.stale === false && !AT_WORK.includes(thread.phase)) return thread;
      await sleep(POLL_INTERVAL_MS);
    }
  };
  const events = async (threadId: string): Promise<Json[]> => eventsIn(await api.items(threadId));
  return {
    api,
    model,
    call,
    view,
    atRest,
    events,
    async begin(goal, script) {
      const threadId = await api.createThread();
      model.follow(threadId, script);
      if (goal === undefined) return threadId;
      const reply = await call(threadId, 'PUT', 'goal', goal);
      if (reply.status !== 201) throw new Error(`no goal: ${reply.status} ${JSON.stringify(reply.body)}`);
      return threadId;
    },
    post: (threadId, path, body, headers) => call(threadId, 'POST', path, body, headers),
    async allEvents(threadId) {
      for (;;) {
        const { seq } = await atRest(threadId);
        const items = await api.items(threadId);
        if (items.at(-1)?.seq >= seq) return eventsIn(items);
        await sleep(POLL_INTERVAL_MS);
      }
    },
  };
}

const eventsIn = (items: readonly Json[]): Json[] =>
  items.filter(({ kind }) => kind === 'event').map(({ seq, turn, body }) => ({ ...body, seq, turn }));

export type ScriptedService = WithScriptedModel & { readonly service: Service; stop(): Promise<void> };
export type ScriptedDistributed = WithScriptedModel &
  Distributed & {
    /** The event histories of the thread's workflow, run by run. */
    runs(threadId: string): Promise<HistoryEvent[][]>;
    /** Waits until Temporal has heard which response the thread's running Activity waits for. */
    untilHeartbeat(threadId: string): Promise<void>;
  };

/** The embedded shape: one process. */
export async function startScriptedService(
  env: Readonly<Record<string, string>> = {},
  options: ManualModelOptions = {},
  start: Partial<ServiceOptions> = {},
): Promise<ScriptedService> {
  const model = await startManualModel({ keepRequests: KEPT_REQUESTS, ...options });
  const service = await startService({ ...start, modelUrl: model.server.baseUrl, env });
  return {
    ...drive(service.api, model),
    service,
    async stop() {
      // First, so that no open call is waited for.
      await model.stop();
      await service.stop();
      await removeDirectory(service.dataDirectory);
    },
  };
}

/** The distributed shape, whose processes a test can kill. */
export async function startScriptedDistributed(
  options: DistributedOptions = {},
): Promise<ScriptedDistributed> {
  const model = await startManualModel({ keepRequests: KEPT_REQUESTS });
  const distributed = await startDistributed(model.server.baseUrl, options);
  return {
    ...drive(distributed.api, model),
    ...distributed,
    async untilHeartbeat(threadId) {
      while (!(await fetchHeartbeat(distributed.temporalAddress(), threadId)).includes('responseId'))
        await sleep(POLL_INTERVAL_MS);
    },
    runs: async (threadId) =>
      (await fetchHistories(distributed.temporalAddress(), threadId)).map(({ events }) => events ?? []),
    async stop() {
      await model.stop();
      await distributed.stop();
    },
  };
}
