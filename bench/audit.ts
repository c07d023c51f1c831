/**
 * `npm run bench -- audit [--files 50000] [--megabytes 1024] [--checks 4] [--rounds 3] [--json]`: what an audit costs
 * besides the time of the checks themselves, on a large workspace; next to plain copies of it by `cp`, one for each check, in the
 * same run. Medians; the first round also keeps contents and the manifest.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { examine } from '../activities/checks/examine.ts';
import { surveyWorkspace } from '../activities/checks/survey.ts';
import type { CommandResult } from '../activities/sandbox/sandbox.ts';
import { copyTree } from '../activities/workspace/copy-tree.ts';
import { createWorkspaces } from '../activities/workspace/workspaces.ts';
import { openJournal } from '../journal/open-journal.ts';
import { type Contract, DEFAULT_POLICY } from '../workflows/contract.ts';
import { makeWorkspace } from './audit/make-workspace.ts';

const run = promisify(execFile);

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      files: { type: 'string', default: '50000' },
      megabytes: { type: 'string', default: '1024' },
      checks: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
    },
  });
  const [files, megabytes, checks, rounds] = [
    values.files,
    values.megabytes,
    values.checks,
    values.rounds,
  ].map(Number);
  const options = {
    files: files || 50_000,
    megabytes: megabytes || 1_024,
    checks: checks || 4,
    rounds: rounds || 3,
  };
  const directory = await mkdtemp(join(tmpdir(), 'goalkeeper-bench-'));
  try {
    await chmod(directory, 0o755);
    const figures = await measure(directory, options);
    console.log(values.json ? JSON.stringify(figures) : table(figures));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

interface AuditOptions {
  readonly files: number;
  readonly megabytes: number;
  readonly checks: number;
  readonly rounds: number;
}

interface AuditFigures extends AuditOptions {
  /** Survey and check runs of the first look at a goal, without the checks' own time. */
  readonly baselineMs: number;
  /** The same of an audit, and its parts. */
  readonly auditMs: number;
  readonly surveyMs: number;
  readonly runsMs: number;
  /** `cp` of the workspace, once for each check. */
  readonly copiesMs: number;
  readonly auditToCopies: number;
}

async function measure(directory: string, options: AuditOptions): Promise<AuditFigures> {
  const workspacesDirectory = join(directory, 'workspaces');
  const journal = await openJournal({ directory: join(directory, 'journal') });
  const workspaces = createWorkspaces({ workspacesDirectory, sources: {} });
  const ensured = await workspaces.ensure('thr_bench');
  if (!ensured.ok) throw new Error(ensured.reason);
  await makeWorkspace(ensured.directory, options.files, options.megabytes * 1024 * 1024);
  const contract = contractWith(options.checks);
  const reader = { run: readAndWrite };
  const recall = { contract: async () => contract };
  const input = { threadId: 'thr_bench', turn: 1, seq: 1, goal: { goalId: 'goal_bench', revision: 1 } };
  const look = async (purpose: 'baseline' | 'audit') => {
    const startedAtMs = performance.now();
    const survey = await surveyWorkspace(
      { journal, recall } as never,
      { ...input, purpose },
      contract,
      ensured.directory,
    );
    const surveyedAtMs = performance.now();
    let checksMs = 0;
    for await (const { runs } of examine(
      { sandbox: reader, workspaces },
      contract,
      survey,
      new AbortController().signal,
    ))
      for (const { durationMs } of runs) checksMs += durationMs;
    await survey.isUnchanged();
    return { surveyMs: surveyedAtMs - startedAtMs, runsMs: performance.now() - surveyedAtMs - checksMs };
  };
  const baseline = await look('baseline');
  const audits: { surveyMs: number; runsMs: number }[] = [];
  const copies: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    audits.push(await look('audit'));
    copies.push(await copyForEach(options.checks, ensured.directory, directory));
  }
  await journal.close();
  const surveyMs = median(audits.map((audit) => audit.surveyMs));
  const runsMs = median(audits.map((audit) => audit.runsMs));
  const copiesMs = median(copies);
  return {
    ...options,
    baselineMs: Math.round(baseline.surveyMs + baseline.runsMs),
    auditMs: Math.round(surveyMs + runsMs),
    surveyMs: Math.round(surveyMs),
    runsMs: Math.round(runsMs),
    copiesMs: Math.round(copiesMs),
    auditToCopies: Number(((surveyMs + runsMs) / copiesMs).toFixed(2)),
  };
}

/** A check that reads a hundred files and writes ten: done in this process, so that no sandbox is measured. */
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

const contractWith = (checks: number): Contract => ({
  objective: 'Measure',
  verification: {
    checks: Array.from({ length: checks }, (_, index) => ({
      name: `check-${index}`,
      command: 'true',
      timeoutSeconds: 300,
      runs: 1,
      expect: { exitCode: 0 },
    })),
    protectedPaths: ['fixtures', '**/conftest.py'],
  },
  constraints: { checks: [], text: [] },
  boundaries: { text: [], writePaths: ['src/**'] },
  budget: {},
  policy: DEFAULT_POLICY,
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const table = (figures: AuditFigures): string =>
  [
    `${figures.files} files, ${figures.megabytes} MB, ${figures.checks} checks; without the checks' own time, medians of ${figures.rounds}:`,
    `first look (also keeps the manifest and contents)  ${figures.baselineMs} ms`,
    `audit                                              ${figures.auditMs} ms`,
    `  survey: list, digest, seal, changes              ${figures.surveyMs} ms`,
    `  one copy, put back after each check              ${figures.runsMs} ms`,
    `a plain copy for each check                        ${figures.copiesMs} ms`,
    `audit to plain copies                              ${figures.auditToCopies}`,
  ].join('\n');
