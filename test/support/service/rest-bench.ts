/** The REST server without a socket, over a journal and threads in this process. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { NO_QUOTAS, type QuotaRule } from '../../../contracts/ceiling/quota-rule.ts';
import type { Journal } from '../../../journal/journal.ts';
import { defined } from '../../../objects/defined.ts';
import type { Authenticate } from '../../../server/access/credential.ts';
import type { RateSettings } from '../../../server/access/rate/rate-settings.ts';
import { buildApp } from '../../../server/app.ts';
import type { ServerDependencies } from '../../../server/dependencies.ts';
import type { ThreadClient } from '../../../server/temporal/threads.ts';
import { openTestJournal } from '../journal/test-journal.ts';
import { strictReplies } from './strict-replies.ts';
import {
  createThreadsWithoutTemporal,
  serverDependencies,
  type ThreadsWithoutTemporal,
} from './threads-without-temporal.ts';

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'QUERY' | 'TRACE';

export interface RestBench<Threads extends ThreadClient = ThreadsWithoutTemporal> {
  readonly app: FastifyInstance;
  readonly dependencies: ServerDependencies;
  readonly journal: Journal;
  readonly threads: Threads;
  /** A body that is no text is sent as JSON. */
  call(
    method: Method,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  newThread(): Promise<string>;
  close(): Promise<void>;
}

/** Answers of the journal can be put in the place of the real ones. */
export async function openRestBench(
  overrides: Partial<Journal> = {},
  workspaceSources?: Readonly<Record<string, string>>,
  workspacesDirectory?: string,
): Promise<RestBench> {
  const journal = { ...(await openTestJournal()), ...overrides };
  const threads = createThreadsWithoutTemporal(journal);
  return restBenchOver(journal, threads, workspaceSources, workspacesDirectory);
}

/** The caller brings the threads. */
export async function restBenchOver<Threads extends ThreadClient>(
  journal: Journal,
  threads: Threads,
  workspaceSources?: Readonly<Record<string, string>>,
  workspacesDirectory?: string,
  authenticate: Authenticate | 'open' = 'open',
  rates: RateSettings = {},
  quotas: () => QuotaRule = () => NO_QUOTAS,
): Promise<RestBench<Threads>> {
  const dependencies = {
    ...serverDependencies(journal, threads, undefined, workspaceSources),
    ...defined({ workspacesDirectory }),
    get quotas() {
      return quotas();
    },
  };
  const app = await buildApp(dependencies, {
    logLevel: 'silent',
    authenticate,
    rates,
    serializerCompiler: strictReplies,
  });
  const call: RestBench<Threads>['call'] = (method, url, body, headers = {}) =>
    app.inject({
      method,
      url,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    app,
    dependencies,
    journal,
    threads,
    call,
    async newThread() {
      const { threadId } = (await call('POST', '/v1/threads', {})).json<{ threadId: string }>();
      return threadId;
    },
    async close() {
      await app.close();
      await journal.close();
    },
  };
}
