/** One run: the shape, its load, the faults, and what is found of it all at the end. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readItems } from '../support/service/api.ts';
import { processesWith } from '../support/service/host-processes.ts';
import { badTasks } from './bad-tasks.ts';
import type { SoakOptions } from './options.ts';
import { type Figures, type Judged, judge, sumOf } from './oracle.ts';
import { letPeopleWrite } from './people.ts';
import { createRest, type Rest } from './rest.ts';
import { faultInWords, type Strike, scheduleOf } from './schedule.ts';
import { type Shape, startShape } from './shape.ts';
import { createWorkload, EFFECTS_FILE, SOAK_GOAL, type Workload } from './workload.ts';

/** Goals that go on have so long to end, all together, when everything is well again. */
const END_WITHIN_MS = 420_000;
const LOOK_MS = 1_000;

export interface SoakFigures extends Figures {
  readonly faults: number;
  readonly restarts: number;
  /** Requests that were answered "later", or not at all. */
  readonly requestsRepeated: number;
}

export interface SoakResult {
  /** Absent: the run broke off. */
  readonly figures?: SoakFigures;
  readonly violations: readonly string[];
}

/** Ends whatever it has started. `say`: hears what happens while it happens. */
export async function runSoak(options: SoakOptions, say: (words: string) => void): Promise<SoakResult> {
  const workload = createWorkload();
  const shape = await startShape(workload.respond);
  try {
    return await soak(options, shape, workload, say);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { violations: [`the run broke off: ${words}`, ...shape.problems()] };
  } finally {
    await shape.stop();
  }
}

async function soak(
  { minutes, seed, goals }: SoakOptions,
  shape: Shape,
  workload: Workload,
  say: (words: string) => void,
): Promise<SoakResult> {
  const rest = createRest(shape.urls);
  const threadIds = await begin(rest, goals, seed);
  const people = letPeopleWrite(rest, threadIds);
  const schedule = scheduleOf(seed, minutes);
  await strikeAll(shape, schedule, minutes * 60_000, say);
  await shape.heal();
  say('everything is well again');
  await people.rest();
  workload.finish();
  await untilEnded(rest, threadIds);
  say('looks');
  const judged: Judged[] = [];
  for (const threadId of threadIds)
    judged.push(
      judge({
        threadId,
        thread: (await rest.send('GET', `/v1/threads/${threadId}`)).body,
        items: await readItems((path) => rest.send('GET', path), threadId),
        effects: await effectsOf(shape, threadId),
        messages: people.messages.get(threadId) ?? [],
      }),
    );
  const left = processesWith(shape.workspacesDirectory).length;
  return {
    figures: {
      faults: schedule.length,
      ...sumOf(judged.map(({ figures }) => figures)),
      restarts: shape.restarts(),
      requestsRepeated: rest.retries(),
    },
    violations: [
      ...judged.flatMap(({ violations }) => violations),
      ...shape.problems(),
      ...rest.problems(),
      ...(await badTasks(shape.temporalAddress(), threadIds)),
      ...(left > 0 ? [`${left} processes of commands are left`] : []),
    ],
  };
}

async function begin({ send }: Rest, goals: number, seed: number): Promise<string[]> {
  const threadIds: string[] = [];
  for (let index = 0; index < goals; index += 1) {
    const { body } = await send('POST', '/v1/threads', { goal: SOAK_GOAL }, `soak-${seed}-${index}`);
    threadIds.push(body.threadId);
  }
  return threadIds;
}

async function strikeAll(
  shape: Shape,
  schedule: readonly Strike[],
  durationMs: number,
  say: (words: string) => void,
): Promise<void> {
  const beganAtMs = Date.now();
  const until = (atMs: number) => sleep(Math.max(0, beganAtMs + atMs - Date.now()));
  for (const { atMs, fault } of schedule) {
    await until(atMs);
    say(faultInWords(fault));
    await shape.strike(fault);
  }
  await until(durationMs);
}

/** Returns in any case; the oracle says which goals have not ended. */
async function untilEnded({ send }: Rest, threadIds: readonly string[]): Promise<void> {
  const left = new Set(threadIds);
  for (const giveUpAtMs = Date.now() + END_WITHIN_MS; left.size > 0 && Date.now() < giveUpAtMs; ) {
    for (const threadId of left) {
      const { body } = await send('GET', `/v1/threads/${threadId}`);
      if (body.goal?.status === 'complete' && body.phase === 'idle' && body.stale === false)
        left.delete(threadId);
    }
    await sleep(LOOK_MS);
  }
}

async function effectsOf({ workspacesDirectory }: Shape, threadId: string): Promise<string[]> {
  const text = await readFile(join(workspacesDirectory, threadId, EFFECTS_FILE), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}
