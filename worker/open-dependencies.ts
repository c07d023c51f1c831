/** Gathers what the Activities need, proven to work: a worker without a sandbox must not start. */

import { shareCalls } from '../activities/activity/call-place.ts';
import type { ActivityDependencies, AuditorModel } from '../activities/dependencies.ts';
import { createRecall } from '../activities/memory/recall.ts';
import { createTranscriptCache } from '../activities/memory/transcript-cache.ts';
import { ceilingCompaction, ceilingModel } from '../activities/model/ceiling-model.ts';
import { createModelClient, type ModelClient } from '../activities/model/client.ts';
import { createFallbackModels } from '../activities/model/fallback-models.ts';
import { meteredCompaction, meteredModel } from '../activities/model/metered-model.ts';
import { createProviderCompaction } from '../activities/model/responses/provider-compaction.ts';
import { spendLedger } from '../activities/model/spend-ledger.ts';
import { sandboxIdentity } from '../activities/sandbox/identity.ts';
import { openSandbox } from '../activities/sandbox/open-sandbox.ts';
import { createWarmGoCache } from '../activities/sandbox/warm-go-cache.ts';
import { MUTATORS } from '../activities/twins/mutators.ts';
import { createMutate } from '../activities/twins/run-mutator.ts';
import { createWorkspaces } from '../activities/workspace/workspaces.ts';
import { contextWindow } from '../context/window/context-window.ts';
import type { Journal } from '../journal/journal.ts';
import { defined } from '../objects/defined.ts';
import type { CloneSettings } from '../settings/clone-settings.ts';
import type { ModelSettings } from '../settings/model-settings.ts';
import type { SandboxModeSettings } from '../settings/sandbox-settings.ts';
import type { StorageSettings } from '../settings/storage-settings.ts';
import type { WebhookSettings } from '../settings/webhook-settings.ts';
import type { SlotCounts } from '../settings/worker-settings.ts';
import type { Carrier } from '../streaming/carrier.ts';
import { createLivePublisher } from '../streaming/publisher.ts';
import { memoryIsReadable } from './memory-is-readable.ts';
import { compareWorkspaces } from './other-workspaces.ts';
import { workspacesDirectory } from './workspaces-directory.ts';

const NO_ACCESS_TIMES =
  'The file system of the workspaces keeps no access times (noatime): it is not known which files checks read.';
const READABLE_MEMORY =
  'kernel.yama.ptrace_scope is 0 or absent: in a sandbox, a program under test can read the memory of the process that measures it ' +
  '(docs/threat-model.md). Set it to 1 on the host.';
const AUDITOR_VARIABLES = {
  apiKey: 'AUDITOR_API_KEY',
  baseUrl: 'AUDITOR_BASE_URL',
  model: 'AUDITOR_MODEL',
};
const MAX_TRANSCRIPT_BYTES = 256 * 1024 * 1024;

export interface DependencyOptions {
  readonly journal: Journal;
  /** It carries live text to those who watch. */
  readonly carrier: Carrier;
  readonly storage: StorageSettings;
  readonly model: ModelSettings;
  readonly sandbox: SandboxModeSettings;
  /** Takes a copy of programs that the sandbox's user cannot reach where they are. */
  readonly cacheDirectory: string;
  /** Absent: no repositories are cloned. */
  readonly clones?: CloneSettings;
  readonly budgets: ActivityDependencies['budgets'];
  /** Absent: events are sent to the public internet alone. */
  readonly webhooks?: WebhookSettings;
  readonly quotas: Parameters<typeof spendLedger>[2];
  readonly warn: (message: string) => void;
  /** Absent: as much at once as Temporal hands over. */
  readonly atOnce?: SlotCounts;
}

/** Throws with the reason when commands cannot be confined. */
export async function openDependencies(options: DependencyOptions): Promise<ActivityDependencies> {
  const { journal, storage, sandbox: confinement } = options;
  const identity = sandboxIdentity();
  const directory = workspacesDirectory(storage, identity);
  const opened = await openSandbox({
    ...confinement,
    workspacesDirectory: directory,
    cacheDirectory: options.cacheDirectory,
  });
  if (!opened.ok) throw new Error(`Commands cannot be sandboxed here: ${opened.reason}`);
  if (opened.warning !== undefined) options.warn(opened.warning);
  if (memoryIsReadable()) options.warn(READABLE_MEMORY);
  const workspaces = createWorkspaces({
    workspacesDirectory: directory,
    sources: storage.workspaceSources,
    ...(options.clones === undefined ? {} : { clones: options.clones }),
    ...(identity.drop ? { owner: identity } : {}),
  });
  void workspaces.sweep((threadIds) => journal.archivedAmong(threadIds));
  await compareWorkspaces(journal, await workspaces.set(), options.warn, storage.databaseUrl);
  if (!(await workspaces.keepsAccessTimes())) options.warn(NO_ACCESS_TIMES);
  const recall = createRecall(journal);
  const ledger = spendLedger(journal, recall, options.quotas);
  const counted = (client: ModelClient): ModelClient => ceilingModel(meteredModel(client, journal), ledger);
  const model = counted(createModelClient(options.model));
  return {
    journal,
    model,
    fallbacks: createFallbackModels(options.model.fallbacks),
    toolCalls: options.model.toolCalls,
    auditor: auditorOf(options.model, model, counted),
    context: {
      windowOf: (name) => contextWindow(name, options.model.contextWindows),
      ...(options.model.compaction === 'provider'
        ? {
            compactAtProvider: ceilingCompaction(
              meteredCompaction(createProviderCompaction(options.model), options.model.model, journal),
              ledger,
            ),
          }
        : {}),
    },
    live: createLivePublisher(options.carrier),
    recall,
    transcripts: createTranscriptCache(journal, MAX_TRANSCRIPT_BYTES),
    sandbox: opened.sandbox,
    warmGoCache: createWarmGoCache({
      sandbox: opened.sandbox,
      identity,
      cacheDirectory: options.cacheDirectory,
    }),
    mutate: createMutate({
      sandbox: opened.sandbox,
      mutators: MUTATORS,
      cacheDirectory: options.cacheDirectory,
    }),
    workspaces,
    ...(options.atOnce === undefined ? {} : { calls: shareCalls(options.atOnce) }),
    budgets: options.budgets,
    ...defined({ webhooks: options.webhooks }),
  };
}

/** The model's own provider, unless the auditor has one of its own. */
function auditorOf(
  { auditor = {}, ...worker }: ModelSettings,
  client: ModelClient,
  counted: (client: ModelClient) => ModelClient,
): AuditorModel {
  const { model, provider } = auditor;
  return {
    client:
      provider === undefined
        ? client
        : counted(createModelClient({ ...worker, ...provider, variables: AUDITOR_VARIABLES })),
    ...defined({ model }),
  };
}
