/**
 * What Activities work with, real but for the sandbox: a journal in this process, a model server, workspaces
 * in a temporary directory.
 */

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActivityDependencies } from '../../../activities/dependencies.ts';
import { createRecall } from '../../../activities/memory/recall.ts';
import { createTranscriptCache } from '../../../activities/memory/transcript-cache.ts';
import { createModelClient } from '../../../activities/model/client.ts';
import type { PriceTable } from '../../../activities/model/exchange/price.ts';
import { createFallbackModels } from '../../../activities/model/fallback-models.ts';
import { sandboxIdentity } from '../../../activities/sandbox/identity.ts';
import type { Sandbox } from '../../../activities/sandbox/sandbox.ts';
import { MUTATORS } from '../../../activities/twins/mutators.ts';
import { createMutate } from '../../../activities/twins/run-mutator.ts';
import { createWorkspaces } from '../../../activities/workspace/workspaces.ts';
import type { ContextWindow } from '../../../context/window/context-window.ts';
import { NO_CEILING } from '../../../contracts/ceiling/budget-rule.ts';
import type { Journal } from '../../../journal/journal.ts';
import type { ThreadSettings } from '../../../journal/rows/thread-row.ts';
import { defined } from '../../../objects/defined.ts';
import { type ModelServer, type Respond, startModelServer } from '../../../scripted-model/model-server.ts';
import { createInProcessCarrier } from '../../../streaming/in-process-carrier.ts';
import { createLivePublisher } from '../../../streaming/publisher.ts';
import { openTestJournal } from '../journal/test-journal.ts';
import { createScriptedSandbox } from '../sandbox/scripted-sandbox.ts';

export interface ActivityParts extends ActivityDependencies {
  readonly modelServer: ModelServer;
  /** A thread of its own for each test: they share the journal. */
  newThread(settings?: ThreadSettings): Promise<string>;
  /** Further ones over the same journal, as another worker would have them. */
  with(parts: Partial<ActivityDependencies>): ActivityDependencies;
  close(): Promise<void>;
}

export interface PartsOptions {
  readonly respond?: Respond;
  readonly sandbox?: Sandbox;
  /** Prices of models; the one that threads have by default is named `rehearsal`. */
  readonly prices?: PriceTable;
  /** They are asked in place of a thread's model. */
  readonly fallbacks?: readonly string[];
  /** It is every model's window; default: no request is too long for it. */
  readonly window?: ContextWindow;
  /** What compactions at the model server are answered with. */
  readonly compact?: Respond;
  /** How many requests the model server keeps; default: all. */
  readonly keepRequests?: number;
}

const ENDLESS: ContextWindow = { windowTokens: 1e12, reserveTokens: 0 };

const MAX_TRANSCRIPT_BYTES = 1_000_000;

export async function openActivityParts(options: PartsOptions = {}): Promise<ActivityParts> {
  const journal: Journal = await openTestJournal();
  const modelServer = await startModelServer({
    respond: options.respond ?? (() => ({ message: 'Done.' })),
    ...defined({ compact: options.compact, keepRequests: options.keepRequests }),
  });
  const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
  chmodSync(directory, 0o755);
  const identity = sandboxIdentity();
  const model = createModelClient({
    apiKey: 'x',
    baseUrl: modelServer.baseUrl,
    model: 'rehearsal',
    timeoutMs: 30_000,
    maxReplyBytes: 1_000_000,
    ...defined({ prices: options.prices }),
  });
  const sandbox = options.sandbox ?? createScriptedSandbox();
  const dependencies: ActivityDependencies = {
    journal,
    model,
    fallbacks: createFallbackModels(options.fallbacks ?? []),
    toolCalls: 'auto',
    auditor: { client: model },
    context: { windowOf: () => options.window ?? ENDLESS },
    transcripts: createTranscriptCache(journal, MAX_TRANSCRIPT_BYTES),
    live: createLivePublisher(createInProcessCarrier()),
    recall: createRecall(journal),
    sandbox,
    budgets: NO_CEILING,
    warmGoCache: async () => ({}),
    mutate: createMutate({ sandbox, mutators: MUTATORS, cacheDirectory: join(directory, 'cache') }),
    workspaces: createWorkspaces({
      workspacesDirectory: join(directory, 'workspaces'),
      sources: {},
      ...(identity.drop ? { owner: identity } : {}),
    }),
  };
  let threads = 0;
  return {
    ...dependencies,
    modelServer,
    async newThread(settings = {}) {
      threads += 1;
      const threadId = `thr_${threads}`;
      await journal.createThread({ threadId, tenantId: 'default', requestId: threadId, settings });
      return threadId;
    },
    with: (parts) => ({ ...dependencies, ...parts }),
    async close() {
      await modelServer.stop();
      await journal.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
