import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '..');

/** What each folder may import of ours; types count as well. The only place where this is written down. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  workflows: [],
  schemas: ['workflows'],
  settings: [],
  logging: [],
  rehearsal: [],
  examples: ['rehearsal'],
  journal: ['workflows'],
  live: [],
  drafts: ['workflows', 'schemas'],
  report: ['workflows', 'journal'],
  context: ['workflows', 'journal'],
  activities: ['workflows', 'schemas', 'journal', 'context', 'live'],
  server: ['workflows', 'schemas', 'journal', 'settings', 'logging', 'drafts', 'report', 'context', 'live'],
  worker: ['workflows', 'journal', 'settings', 'logging', 'context', 'live', 'activities'],
  embedded: ['workflows', 'journal', 'live', 'settings', 'server', 'worker', 'rehearsal', 'examples'],
};

/** Packages that belong to few places. */
const OWNED_PACKAGES: Record<string, readonly string[]> = {
  openai: ['activities/model/'],
  '@temporalio/client': ['server/'],
  '@temporalio/worker': ['worker/'],
  '@temporalio/activity': ['activities/'],
  '@temporalio/workflow': ['workflows/'],
  pg: ['journal/', 'live/'],
  '@electric-sql/pglite': ['journal/'],
};

interface Import {
  readonly from: string;
  readonly target: string;
  readonly isType: boolean;
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;

/** Every import of a source file; relative targets as paths from the root. */
function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(IMPORT)].map(([, type, target = '']) => ({
    from: file,
    target: target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), target)) : target,
    isType: type !== undefined,
  }));
}

const folderOf = (path: string): string => path.split('/')[0] ?? '';

/** What is wrong with the imports, one line each. */
function violations(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, target, isType }) => {
    const folder = folderOf(from);
    const found: string[] = [];
    if (
      folderOf(target) in MAY_IMPORT &&
      folderOf(target) !== folder &&
      !MAY_IMPORT[folder]?.includes(folderOf(target))
    )
      found.push(`${from} imports ${target}`);
    if (folder === 'journal' && folderOf(target) === 'workflows' && !isType)
      found.push(`${from} imports ${target} as a value`);
    const owned = Object.entries(OWNED_PACKAGES).find(
      ([name]) => target === name || target.startsWith(`${name}/`),
    );
    if (owned !== undefined && !owned[1].some((folder) => from.startsWith(folder)))
      found.push(`${from} imports ${target}`);
    if (folder === 'workflows' && target === 'zod') found.push(`${from} imports zod`);
    return found;
  });
}

const files = globSync(`{${Object.keys(MAY_IMPORT).join(',')}}/**/*.ts`, { cwd: ROOT });
const imports = files.flatMap((file) => importsOf(file, readFileSync(join(ROOT, file), 'utf8')));

describe('dependency direction', () => {
  test('every folder → imports only what the table allows', () => {
    expect(files.length).toBeGreaterThan(100);
    // Names of messages are shared by whoever sends them; the definitions need the SDK's own types.
    expect(violations(imports)).toEqual([]);
  });

  test('the table → has no cycle', () => {
    const order = Object.keys(MAY_IMPORT);
    for (const [folder, targets] of Object.entries(MAY_IMPORT))
      for (const target of targets)
        expect([folder, order.indexOf(target) < order.indexOf(folder)]).toEqual([folder, true]);
  });

  test('rules of the workflow → import no SDK; only the modules that apply them do', () => {
    const withSdk = imports.filter(
      ({ from, target }) => from.startsWith('workflows/') && target.startsWith('@temporalio/'),
    );
    expect([...new Set(withSdk.map(({ from }) => from))].sort()).toEqual([
      'workflows/activity-options.ts',
      'workflows/archive.ts',
      'workflows/audit-claim.ts',
      'workflows/baseline.ts',
      'workflows/checks-failure.ts',
      'workflows/compaction.ts',
      'workflows/execute-call.ts',
      'workflows/handlers.ts',
      'workflows/judge-claim.ts',
      'workflows/messages.ts',
      'workflows/model-call.ts',
      'workflows/pay.ts',
      'workflows/payload-converter.ts',
      'workflows/renew.ts',
      'workflows/requested-checks.ts',
      'workflows/rest.ts',
      'workflows/run-checks.ts',
      'workflows/search-attribute-updates.ts',
      'workflows/thread-workflow.ts',
      'workflows/thread.ts',
      'workflows/turn-failure.ts',
      'workflows/turn.ts',
    ]);
  });

  test.each([
    ['workflows/decide.ts', "import { z } from 'zod';"],
    ['workflows/decide.ts', "import type { Journal } from '../journal/journal.ts';"],
    ['server/app.ts', "import { createActivities } from '../activities/index.ts';"],
    ['server/app.ts', "import OpenAI from 'openai';"],
    ['journal/items.ts', "import { checksOf } from '../workflows/contract.ts';"],
    ['activities/index.ts', "import {\n  Client,\n} from '@temporalio/client';"],
  ])('%s with a forbidden import → is found', (file, source) => {
    expect(violations(importsOf(file, source))).toHaveLength(1);
  });
});
