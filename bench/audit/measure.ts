/** Looks at a large workspace as audits do, next to plain copies of it, and takes the time of both. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { surveyWorkspace } from '../../activities/accepted/survey.ts';
import { createCheckCopies } from '../../activities/checks/check-copies.ts';
import { examine } from '../../activities/checks/examine.ts';
import { copyTree } from '../../activities/copies/copy-tree.ts';
import type { CommandResult } from '../../activities/sandbox/sandbox.ts';
import { createWorkspaces } from '../../activities/workspace/workspaces.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { checksOf } from '../../workflows/contract/contract.ts';
import { contractWith } from './contract.ts';
import type { AuditFigures } from './figures.ts';
import { makeWorkspace } from './make-workspace.ts';
import type { AuditOptions } from './options.ts';

const run = promisify(execFile);
const CHANGED_FILES = 10;

/** `directory` is empty at first, and the caller's to remove. */
export async function measureAudits(
  directory: string,
  { json: _, ...options }: AuditOptions,
): Promise<AuditFigures> {
  const workspacesDirectory = join(directory, 'workspaces');
  const journal = await openJournal({ directory: join(directory, 'journal') });
  const workspaces = createWorkspaces({ workspacesDirectory, sources: {} });
  const ensured = await workspaces.ensure('thr_bench');
  if (!ensured.ok) throw new Error(ensured.reason);
  await makeWorkspace(ensured.directory, options.files, options.megabytes * 1024 * 1024);
  const contract = contractWith(options.checks);
  const reader = { run: readAndWrite };
  const input = { threadId: 'thr_bench', turn: 1, seq: 1, goal: { goalId: 'goal_bench', revision: 1 } };
  // What a thread was given is kept when its workspace is made, and counted with the first look.
  const givenAtMs = performance.now();
  const { stateId } = await workspaces.states.keep(ensured.directory);
  await journal.keepGivenState('thr_bench', stateId);
  const givenMs = performance.now() - givenAtMs;
  const look = async (purpose: 'baseline' | 'audit') => {
    const startedAtMs = performance.now();
    const survey = await surveyWorkspace(
      { journal, workspaces },
      { ...input, purpose },
      contract,
      ensured.directory,
    );
    const surveyedAtMs = performance.now();
    const copies = createCheckCopies(workspaces, survey);
    let checksMs = 0;
    const settings = {
      sandbox: reader,
      signal: new AbortController().signal,
      survey,
      copy: copies.withWork,
      keepsAccessTimes: await workspaces.keepsAccessTimes(),
      known: {},
    };
    for (const each of checksOf(contract)) {
      const { runs } = await examine(each, settings);
      for (const { durationMs } of runs) checksMs += durationMs;
    }
    await copies.remove();
    await survey.isUnchanged();
    return { surveyMs: surveyedAtMs - startedAtMs, runsMs: performance.now() - surveyedAtMs - checksMs };
  };
  const keep = async (): Promise<number> => {
    const startedAtMs = performance.now();
    await workspaces.states.keep(ensured.directory);
    return performance.now() - startedAtMs;
  };
  const baseline = await look('baseline');
  const keepMs = await keep();
  const audits: { surveyMs: number; runsMs: number }[] = [];
  const copies: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    audits.push(await look('audit'));
    copies.push(await copyForEach(options.checks, ensured.directory, directory));
  }
  const keptChanged: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    for (let index = 0; index < CHANGED_FILES; index += 1)
      await writeFile(join(ensured.directory, 'src/folder-0', `file-${index}.js`), `${round} ${index}`);
    keptChanged.push(await keep());
  }
  await journal.close();
  const surveyMs = median(audits.map((audit) => audit.surveyMs));
  const runsMs = median(audits.map((audit) => audit.runsMs));
  const copiesMs = median(copies);
  return {
    ...options,
    baselineMs: Math.round(givenMs + baseline.surveyMs + baseline.runsMs),
    auditMs: Math.round(surveyMs + runsMs),
    surveyMs: Math.round(surveyMs),
    runsMs: Math.round(runsMs),
    copiesMs: Math.round(copiesMs),
    keepMs: Math.round(keepMs),
    keepChangedMs: Math.round(median(keptChanged)),
    auditToCopies: Number(((surveyMs + runsMs) / copiesMs).toFixed(2)),
  };
}

/**
 * A check that reads a hundred files and writes ten: done in this process, so that no sandbox is measured.
 */
async function readAndWrite({ workspace }: { readonly workspace: string }): Promise<CommandResult> {
  const startedAtMs = performance.now();
  await run(
    '/bin/sh',
    [
      '-c',
      'cat src/folder-0/file-?.js src/folder-1/file-??.js > out-1; for i in 2 3 4 5 6 7 8 9 10; do cp out-1 out-$i; done',
    ],
    { cwd: workspace },
  );
  const durationMs = performance.now() - startedAtMs;
  const output = { output: '', outputBytes: new Uint8Array(), stderr: '', totalBytes: 0, truncated: false };
  return { exitCode: 0, endedBy: 'exit', durationMs, ...output, outputSha256: '' };
}

async function copyForEach(checks: number, workspace: string, directory: string): Promise<number> {
  let totalMs = 0;
  for (let check = 0; check < checks; check += 1) {
    const copy = await mkdtemp(join(directory, 'copy-'));
    const startedAtMs = performance.now();
    await copyTree(workspace, copy);
    totalMs += performance.now() - startedAtMs;
    await rm(copy, { recursive: true });
  }
  return totalMs;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
