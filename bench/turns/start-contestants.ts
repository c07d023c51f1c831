/**
 * Everything that is compared, on one machine and one Temporal dev server, with the state in a directory of
 * its own.
 */
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { createModelClient } from '../../activities/model/client.ts';
import { sandboxIdentity } from '../../activities/sandbox/identity.ts';
import { openSandbox } from '../../activities/sandbox/open-sandbox.ts';
import { findBwrap } from '../../embedded/binaries/system-parts.ts';
import { embeddedSettings } from '../../embedded/embedded-settings.ts';
import { startEmbedded } from '../../embedded/start-embedded.ts';
import type { StopStack } from '../../process/stop-stack.ts';
import { cacheDirectory } from '../../settings/cache-directory.ts';
import { modelSettings } from '../../settings/model-settings.ts';
import { startBareContestant } from './bare-contestant.ts';
import type { Contestant } from './contestant.ts';
import { createGoalkeeperContestant, OBJECTIVE } from './goalkeeper-contestant.ts';
import { createLoopSteps, type LoopSteps } from './loop-steps.ts';
import { createPlainContestant } from './plain-contestant.ts';
import { startBenchModel } from './start-model.ts';

export interface Contestants {
  readonly contestants: readonly Contestant[];
  /** Rejects when a part of it dies. */
  readonly failed: Promise<never>;
}

export async function startContestants(stack: StopStack): Promise<Contestants> {
  const directory = await makeDirectory(stack);
  const model = await startBenchModel();
  stack.push(() => model.stop());
  const settings = modelSettings({ OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'bench' });
  if (settings === undefined) throw new Error('unreachable: an address was given');

  // The settings of `npm start`, whatever this shell's environment says.
  const environment = { GOALKEEPER_DATA_DIR: directory, PORT: '0', AUTH: 'none', LOG_LEVEL: 'silent' };
  const options = await embeddedSettings(environment);
  const embedded = await startEmbedded({ ...options, model: settings });
  stack.push(() => embedded.stop());
  const { temporalAddress: address } = embedded;
  const { namespace } = options.temporal;
  const connection = await Connection.connect({ address });
  stack.push(() => connection.close());
  const { workflow: workflows } = new Client({ connection, namespace });

  const createThread = await openLoops(join(directory, 'loops'), settings);
  const bare = await startBareContestant({ model, createThread, workflows, directory, address, namespace });
  stack.push(() => bare.stop());
  const plainFailure = Promise.withResolvers<never>();
  const contestants = [
    createGoalkeeperContestant(model, embedded.url, workflows),
    bare,
    createPlainContestant(model, createThread, plainFailure.reject),
  ];
  const failed = Promise.race([model.failed, embedded.failed, bare.failed, plainFailure.promise]);
  failed.catch(() => {});
  return { contestants, failed };
}

async function makeDirectory(stack: StopStack): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'goalkeeper-bench-'));
  stack.push(() => rm(directory, { recursive: true, force: true }));
  // Root's commands run as another user, who has to get in.
  await chmod(directory, 0o755);
  return directory;
}

/** A model client and a sandbox of their own for the other two loops, made like the worker's. */
async function openLoops(
  workspacesDirectory: string,
  settings: Parameters<typeof createModelClient>[0],
): Promise<(threadId: string) => Promise<LoopSteps>> {
  const bwrapPath = await findBwrap();
  const opened = await openSandbox({
    mode: 'bubblewrap',
    bwrapPath,
    workspacesDirectory,
    cacheDirectory: cacheDirectory(),
  });
  if (!opened.ok) throw new Error(opened.reason);
  const parts = { model: createModelClient(settings), sandbox: opened.sandbox };
  const { uid, gid, drop } = sandboxIdentity();
  return async (threadId) => {
    const workspace = join(workspacesDirectory, threadId);
    await mkdir(workspace, { mode: 0o700 });
    if (drop) await chown(workspace, uid, gid);
    return createLoopSteps(parts, { threadId, workspace, objective: OBJECTIVE });
  };
}
