/** What the bench's Activities work with: real but for the sandbox and, as the caller wants it, the model. */

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActivityDependencies } from '../../activities/dependencies.ts';
import { createRecall } from '../../activities/memory/recall.ts';
import { createTranscriptCache } from '../../activities/memory/transcript-cache.ts';
import type { ModelClient } from '../../activities/model/client.ts';
import { createFallbackModels } from '../../activities/model/fallback-models.ts';
import { createWorkspaces } from '../../activities/workspace/workspaces.ts';
import type { ContextWindow } from '../../context/window/context-window.ts';
import { NO_CEILING } from '../../contracts/ceiling/budget-rule.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { createInProcessCarrier } from '../../streaming/in-process-carrier.ts';
import { createLivePublisher } from '../../streaming/publisher.ts';
import { createOutputSandbox } from './output-sandbox.ts';

/** The worker has the same limit. */
const MAX_TRANSCRIPT_BYTES = 256 * 1024 * 1024;

/** No request is too long for it. */
export const ENDLESS: ContextWindow = { windowTokens: 1e12, reserveTokens: 0 };

export interface BenchParts extends ActivityDependencies {
  close(): Promise<void>;
}

/** The journal is a database of files, so that what it holds is not the worker's memory. */
export async function openBenchParts(
  model: ModelClient,
  outputBytes: number,
  window: ContextWindow,
): Promise<BenchParts> {
  const directory = await mkdtemp(join(tmpdir(), 'goalkeeper-bench-'));
  await chmod(directory, 0o755);
  const journal = await openJournal({ directory: join(directory, 'journal') });
  return {
    journal,
    model,
    auditor: { client: model },
    context: { windowOf: () => window },
    budgets: NO_CEILING,
    fallbacks: createFallbackModels([]),
    toolCalls: 'native',
    live: createLivePublisher(createInProcessCarrier()),
    recall: createRecall(journal),
    transcripts: createTranscriptCache(journal, MAX_TRANSCRIPT_BYTES),
    sandbox: createOutputSandbox(outputBytes),
    warmGoCache: async () => ({}),
    mutate: async () => ({ ok: false, reason: 'no check runs here' }),
    workspaces: createWorkspaces({ workspacesDirectory: join(directory, 'workspaces'), sources: {} }),
    async close() {
      await journal.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
