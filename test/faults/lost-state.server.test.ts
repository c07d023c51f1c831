/**
 * Parts of a thread's state that are lost, or of another age than the rest: noticed, never replaced in
 * silence, and mended by a person.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedDistributed, startScriptedDistributed } from '../support/service/scripted-service.ts';
import { temporalCli } from '../support/service/temporal-cli.ts';

const run = promisify(execFile);

let goalkeeper: ScriptedDistributed;
beforeAll(async () => {
  goalkeeper = await startScriptedDistributed();
});
afterAll(() => goalkeeper?.stop());

const workspaceOf = (threadId: string): string => join(goalkeeper.workspacesDirectory, threadId);
const effects = (threadId: string): string => readFileSync(join(workspaceOf(threadId), 'log.txt'), 'utf8');

async function sql(text: string, ...values: unknown[]): Promise<void> {
  const client = new Client({ connectionString: goalkeeper.databaseUrl });
  await client.connect();
  await client.query(text, values);
  await client.end();
}

/** Waits until the goal is blocked, and returns it. */
async function untilBlocked(threadId: string): Promise<Json> {
  for (;;) {
    const { goal } = await goalkeeper.atRest(threadId);
    if (goal.status === 'blocked') return goal;
  }
}

/** A goal whose model has run one command and is asked what comes next. */
async function beginWork(): Promise<string> {
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await goalkeeper.model.untilCall(threadId, 1);
  await goalkeeper.model.play(threadId, shell('echo once >> log.txt'));
  return threadId;
}

const resume = async (threadId: string): Promise<void> => {
  expect(await goalkeeper.post(threadId, 'goal/resume')).toMatchObject({ status: 200 });
};

describe('the workspace of a running goal', () => {
  test('lost, or an empty directory in its place → blocked with worker and directory; put back → it goes on with its files', async () => {
    const { model } = goalkeeper;
    const threadId = await beginWork();
    const aside = `${workspaceOf(threadId)}.aside`;
    renameSync(workspaceOf(threadId), aside);
    model.reply(threadId, shell('ls'));
    const lost = {
      statusCause: { kind: 'workspaceLost', directory: workspaceOf(threadId), worker: expect.any(String) },
      statusReason: expect.stringContaining('resume the goal'),
    };
    expect(await untilBlocked(threadId)).toMatchObject(lost);
    expect(existsSync(workspaceOf(threadId))).toBe(false);

    mkdirSync(workspaceOf(threadId));
    await resume(threadId);
    await model.untilCall(threadId, 3);
    model.reply(threadId, shell('ls'));
    expect(await untilBlocked(threadId)).toMatchObject(lost);

    rmdirSync(workspaceOf(threadId));
    renameSync(aside, workspaceOf(threadId));
    await resume(threadId);
    await model.untilCall(threadId, 4);
    const { transcript } = await model.play(threadId, shell('cat log.txt'));
    expect(JSON.stringify(transcript)).toContain('once');
    model.follow(threadId, () => say('Enough.'));
    model.reply(threadId, say('Enough.'));
  });
});

describe('a journal that is older than Temporal', () => {
  test('under a living worker → blocked, told to people and to the model; resumed → it goes on', async () => {
    const { model } = goalkeeper;
    const threadId = await beginWork();
    const items = await goalkeeper.api.items(threadId);
    const lastSeq = items.at(-1)?.seq as number;
    await sql('delete from items where thread_id = $1 and seq >= $2', threadId, lastSeq - 1);
    model.reply(threadId, shell('echo twice >> log.txt'));
    const firstSeq = items.at(-3)?.seq + 1;
    expect(await untilBlocked(threadId)).toMatchObject({
      statusCause: { kind: 'journalBehind', firstSeq, lastSeq },
      statusReason: expect.stringContaining('may have run'),
    });
    expect(await goalkeeper.allEvents(threadId)).toContainEqual(
      expect.objectContaining({ type: 'recordBehind', firstSeq, lastSeq }),
    );
    await resume(threadId);
    const { transcript } = await model.untilCall(threadId, 3);
    expect(JSON.stringify(transcript)).toContain(`items ${firstSeq} to ${lastSeq} of the record are lost`);
    expect(effects(threadId)).toBe('once\n');
    model.follow(threadId, () => say('Enough.'));
    model.reply(threadId, say('Enough.'));
  });
});

describe('a workflow that is gone', () => {
  test.each([
    ['terminated', ['terminate', '--reason', 'too dear'], { how: 'terminated', reason: 'too dear' }],
    ['deleted', ['delete', '--yes'], { how: 'missing' }],
  ] as const)(
    '%s → the view says so, everything is refused with the remedy; reopened → it goes on from its record',
    async (_, [command, ...args], ended) => {
      const { model, call, post, view } = goalkeeper;
      const threadId = await beginWork();
      const before = await goalkeeper.api.items(threadId);
      const { goalId } = (await view(threadId)).goal;
      await temporalCli(goalkeeper.temporalAddress(), 'workflow', command, '-w', threadId, ...args);
      let seen = await view(threadId);
      // Temporal terminates what it is about to delete.
      while (seen.ended?.how !== ended.how) seen = await view(threadId);
      expect(seen).toMatchObject({ stale: true, ended, goal: { goalId, ended, actions: [] } });
      const lost = {
        status: 409,
        body: { code: 'workflowLost', ended, detail: expect.stringContaining('reopen') },
      };
      expect(await post(threadId, 'messages', { content: 'Hello?' })).toMatchObject(lost);
      expect(await call(threadId, 'PUT', 'goal', { ...FILE_GOAL, replace: true })).toMatchObject(lost);
      expect(await post(threadId, 'goal/pause')).toMatchObject(lost);
      expect(await call(threadId, 'DELETE', '')).toMatchObject(lost);

      expect(await post(threadId, 'reopen')).toMatchObject({
        status: 200,
        body: { stale: false, goal: { goalId, status: 'active' } },
      });
      const { transcript } = await model.untilCall(threadId, 3);
      expect(JSON.stringify(transcript)).toContain('echo once');
      const after = await goalkeeper.api.items(threadId);
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after).toContainEqual(
        expect.objectContaining({
          body: expect.objectContaining({ type: 'threadReopened', isRebuilt: true }),
        }),
      );
      await model.play(threadId, shell('echo then >> log.txt'));
      expect(effects(threadId)).toBe('once\nthen\n');
      model.follow(threadId, () => say('Enough.'));
      model.reply(threadId, say('Enough.'));
    },
    240_000,
  );
});

test('temporal workflow reset to the beginning → no reply is asked for again, no command run again', async () => {
  const { model } = goalkeeper;
  const threadId = await beginWork();
  await model.play(threadId, shell('echo then >> log.txt'));
  const reset = ['workflow', 'reset', '-w', threadId, '--type', 'FirstWorkflowTask', '--reason', 'test'];
  await temporalCli(goalkeeper.temporalAddress(), ...reset);
  // The call that was open is joined by its next attempt; the two before it are in the journal.
  const { transcript } = await model.untilCall(threadId, 3);
  expect(JSON.stringify(transcript)).toContain('echo then');
  model.follow(threadId, () => say('Enough.'));
  model.reply(threadId, say('Enough.'));
  const { goal } = await goalkeeper.atRest(threadId);
  const { modelCalls } = goal.usage;
  expect(model.calls(threadId)).toBe(modelCalls);
  const replies = (await goalkeeper.api.items(threadId)).filter(({ kind }) => kind === 'modelReply');
  expect(replies).toHaveLength(modelCalls);
  expect(effects(threadId)).toBe('once\nthen\n');
});

test('backup under work, then everything lost and put back → threads go on from the backup; what ran since is told, and not run unknowingly', async () => {
  const { model, databaseUrl, workspacesDirectory } = goalkeeper;
  const threadId = await beginWork();
  const env = {
    ...process.env,
    PATH: `/usr/lib/postgresql/15/bin:${process.env.PATH}`,
    DATABASE_URL: databaseUrl,
    GOALKEEPER_WORKSPACES_DIR: workspacesDirectory,
  };
  const kept = `${workspacesDirectory}-backup`;
  // The dev server's database is a file of SQLite's; it is copied first, as the script does with a Postgres.
  const database = new DatabaseSync(goalkeeper.temporalFile, { readOnly: true });
  await backup(database, `${kept}.db`);
  database.close();
  await model.play(threadId, shell('echo between >> log.txt'));
  await run('sh', ['docker/backup.sh', kept], { env });
  await model.play(threadId, shell('echo lost >> log.txt'));

  await goalkeeper.killWorker();
  await goalkeeper.killTemporal();
  await goalkeeper.replaceTemporalFile(`${kept}.db`);
  renameSync(workspacesDirectory, `${workspacesDirectory}-lost`);
  await run('sh', ['docker/restore.sh', kept], { env });
  await goalkeeper.startTemporal();
  await goalkeeper.startWorker();

  // Temporal stands where its own copy was made: what the journal has of the time since is found there, not
  // done again.
  const { transcript } = await model.untilCall(threadId, 5);
  expect(JSON.stringify(transcript)).toContain('echo between');
  expect(JSON.stringify(transcript)).not.toContain('echo lost');
  expect(effects(threadId)).toBe('once\nbetween\n');
  await model.play(threadId, shell('echo after >> log.txt'));
  expect(effects(threadId)).toBe('once\nbetween\nafter\n');
});
