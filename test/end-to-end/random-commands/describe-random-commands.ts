/**
 * Random commands to a running service, held against a reference: the same for the day and, longer, for the
 * night.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ManualModel, startManualModel } from '../../support/model/manual-model.ts';
import { type Distributed, startDistributed } from '../../support/service/distributed.ts';
import { commandSequence, type RandomCommand } from './commands.ts';
import { DrivenThread } from './driven-thread.ts';

/** `RANDOM_SEED` repeats a run that failed, `RANDOM_SEQUENCES` makes it shorter or longer. */
const SEED = Number(process.env.RANDOM_SEED ?? Date.now() % 2 ** 31);
const MAX_COMMANDS = 30;
/** Threads that are driven side by side, step by step. */
const BATCH = 10;
/**
 * Most batches are short: what goes wrong does so in few commands as a rule, and every fourth one shows the
 * rest.
 */
const SHORT_COMMANDS = 12;
const commandsIn = (batch: number): number => (batch % 4 === 1 ? MAX_COMMANDS : SHORT_COMMANDS);
/** The worker is killed after some steps of these batches. */
const RESTARTS: Readonly<Record<number, readonly number[]>> = { 1: [4], 9: [7], 15: [2, 11] };

let goalkeeper: Distributed;
let model: ManualModel;

/** Kills the worker and starts another; calls that were open are made again. */
async function restartWorker(threads: readonly DrivenThread[]): Promise<void> {
  const open = threads.filter(({ reference }) => reference.phase === 'running');
  await goalkeeper.killWorker();
  await goalkeeper.startWorker();
  for (const thread of open) thread.repeatedCalls += 1;
}

/** Drives the sequences side by side; returns each difference with the commands that led to it. */
async function drive(sequences: readonly RandomCommand[][], restartsAfter: readonly number[]) {
  const { api } = goalkeeper;
  const threads = await Promise.all(
    sequences.map(async () => new DrivenThread(api, model, await api.createThread())),
  );
  const found: string[] = [];
  const failed = new Set<DrivenThread>();
  const note = (thread: DrivenThread, index: number, step: number, differences: readonly string[]) => {
    if (differences.length === 0) return;
    failed.add(thread);
    const commands = (sequences[index] ?? []).slice(0, step + 1).map((command) => JSON.stringify(command));
    found.push(
      `${thread.threadId} after ${commands.length} commands: ${differences.join('; ')}\n  ${commands.join('\n  ')}`,
    );
  };
  for (let step = 0; step < MAX_COMMANDS; step++) {
    await Promise.all(
      threads.map(async (thread, index) => {
        const command = sequences[index]?.[step];
        if (command === undefined || failed.has(thread)) return;
        note(thread, index, step, await thread.step(command));
      }),
    );
    if (!restartsAfter.includes(step)) continue;
    await restartWorker(threads);
    await Promise.all(threads.map(async (thread, index) => note(thread, index, step, await thread.settle())));
  }
  return { found, threads, sound: threads.filter((thread) => !failed.has(thread)) };
}

/** What must hold of the record whatever happened. */
async function violations(thread: DrivenThread): Promise<string[]> {
  const { threadId, messages } = thread;
  const items = await goalkeeper.api.items(threadId);
  const starts = items.filter(({ body }) => body.type === 'turnStarted');
  const causes = starts.map(({ body }) => `${body.goal?.goalId}.${body.goal?.revision}.${body.cause}`);
  const view = await thread.freshView();
  const delivered = items.filter(({ kind }) => kind === 'userMessage').length;
  const replies = items.filter(({ kind }) => kind === 'modelReply').map(({ body }) => body.usage);
  const inputTokens = replies.reduce((sum, usage) => sum + usage.inputTokens, 0);
  return [
    ...(new Set(causes).size === causes.length ? [] : [`a cause started two turns: ${causes}`]),
    ...(delivered + view.queuedInputs === messages
      ? []
      : [`${messages} messages posted, ${delivered} delivered, ${view.queuedInputs} queued`]),
    ...(view.usage.inputTokens === inputTokens
      ? []
      : [`usage says ${view.usage.inputTokens} input tokens, the replies ${inputTokens}`]),
    ...(view.usage.modelCalls === replies.length
      ? []
      : [`usage says ${view.usage.modelCalls} calls, there are ${replies.length} replies`]),
  ].map((violation) => `${threadId}: ${violation}`);
}

/** A stuck thread is easy to free: does what `next` and the status say, and expects a model call. */
async function free(thread: DrivenThread): Promise<string[]> {
  const { reference } = thread;
  if (reference.goal === undefined || reference.goal.status === 'complete') return [];
  const isStill = () => reference.turn === undefined;
  if (!isStill()) return [];
  const differences: string[] = [];
  const act = async (command: RandomCommand) => differences.push(...(await thread.step(command)));
  if (reference.mode === 'plan') await act({ by: 'user', type: 'mode', mode: 'default' });
  if (reference.hasRequest) await act({ by: 'user', type: reference.isContest ? 'stands' : 'answer' });
  if (isStill() && reference.isSpent) await act({ by: 'user', type: 'raise', andResume: true });
  if (isStill()) await act({ by: 'user', type: 'resume' });
  if (isStill()) differences.push('the reference itself is stuck');
  return differences.map((difference) => `${thread.threadId}, freed: ${difference}`);
}

/** `defaultCount`: of sequences. */
export function describeRandomCommands(defaultCount: number): void {
  const sequenceCount = Number(process.env.RANDOM_SEQUENCES ?? defaultCount);
  beforeAll(async () => {
    model = await startManualModel();
    goalkeeper = await startDistributed(model.server.baseUrl);
  });
  afterAll(async () => {
    await goalkeeper?.stop();
    await model?.stop();
  });

  test(`running service: ${sequenceCount} random sequences of commands → as the reference says, whatever the order; nothing lost, nothing stuck`, async () => {
    console.log(`random commands: RANDOM_SEED=${SEED}`);
    const batches = Array.from({ length: Math.ceil(sequenceCount / BATCH) }, (_, batch) =>
      fc.sample(commandSequence(commandsIn(batch)), {
        numRuns: Math.min(BATCH, sequenceCount - batch * BATCH),
        seed: SEED + batch,
      }),
    );
    const startedAtMs = Date.now();
    const found: string[] = [];
    for (const [batch, sequences] of batches.entries()) {
      const driven = await drive(sequences, RESTARTS[batch] ?? []);
      found.push(...driven.found);
      for (const thread of driven.sound) {
        found.push(...(await violations(thread)));
        found.push(...(await free(thread)));
      }
      // A call that stays open holds one of the worker's places for Activities.
      for (const { threadId } of driven.threads)
        await goalkeeper.api.call('DELETE', `/v1/threads/${threadId}`);
      if (found.length > 3) break;
    }
    const commands = batches.flat().reduce((sum, sequence) => sum + sequence.length, 0);
    console.log(`${commands} commands in ${Math.round((Date.now() - startedAtMs) / 1000)} s`);
    expect(found).toEqual([]);
  }, 1_800_000);

  test('the reference: told of a command that never reached the service → the difference is found', async () => {
    const thread = new DrivenThread(goalkeeper.api, model, await goalkeeper.api.createThread());
    expect(await thread.step({ by: 'user', type: 'set', replace: false, turns: 3 })).toEqual([]);
    thread.reference.user({ by: 'user', type: 'pause' });
    await sleep(0);
    expect(await thread.settle()).toContain('status: is active, should be paused');
  });
}
