import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { installRuntime } from '../../worker/runtime.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { HISTORIES } from '../support/workflow/record-histories.ts';

// biome-ignore lint/suspicious/noExplicitAny: a history as JSON, which the test alters
type History = any;

let workflowBundle: WorkflowBundleOption;
const names = readdirSync(HISTORIES).filter((name) => name.endsWith('.json'));
const read = (name: string): History => JSON.parse(readFileSync(join(HISTORIES, name), 'utf8'));

beforeAll(async () => {
  installRuntime();
  workflowBundle = await bundleWorkflows(await mkdtemp(join(tmpdir(), 'goalkeeper-replay-')));
});

// A workflow that spins would, without the limit, hang the test for weeks. The option works, but its type
// leaves it out.
const LIMIT = { isolateExecutionTimeout: '60s' };
const replay = (history: History): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle, ...LIMIT }, history, 'replayed-thread');

describe('replay', () => {
  test('histories: kept from the end-to-end tests → there are some, of every way a goal can go', () => {
    expect(names.length).toBeGreaterThanOrEqual(8);
  });

  test.each(names)('%s → replays with the present workflow', async (name) => {
    await replay(read(name));
  });

  test('history whose second Activity is another one → fails', async () => {
    const history = read(names.find((name) => name.startsWith('goal-work-claim')) ?? '');
    const scheduled = history.events.filter((event: History) => event.activityTaskScheduledEventAttributes);
    scheduled[1].activityTaskScheduledEventAttributes.activityType.name = 'recordEvents';
    await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
  });
});
