import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BESIDE, INSIDE, ROOMS } from './rooms.ts';
import { withRoomsTable } from './rooms-table.ts';
import { ROOT, SOURCE_FILES } from './source-files.ts';
import { exportedNames, importsOf, ringsOf } from './source-graph.ts';
import { partOf, rankOf, violationsOf } from './violations.ts';

const MAX_FILES = 20;

const files = SOURCE_FILES;
const sources = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
const imports = [...sources].flatMap(([file, source]) => importsOf(file, source));
const isProduct = (file: string): boolean => (file.split('/')[0] ?? '') in ROOMS;

describe('boundaries', () => {
  test('every import → as the tables allow', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(imports.flatMap(violationsOf)).toEqual([]);
  });

  test('the table of rooms → each imports only rooms before it', () => {
    const order = Object.keys(ROOMS);
    for (const [room, { mayImport, typesOf = [] }] of Object.entries(ROOMS))
      for (const other of [...mayImport, ...typesOf])
        expect([room, other, order.indexOf(other.split('/')[0] ?? '') < order.indexOf(room)]).toEqual([
          room,
          other,
          true,
        ]);
  });

  test('every folder at the top that holds sources → is a room, or stands beside them', () => {
    const exclude = (path: string): boolean => path === 'node_modules' || path.startsWith('.');
    const tops = globSync('*/**/*.ts', { cwd: ROOT, exclude }).map((file) => file.split('/')[0] ?? '');
    expect([...new Set(tops)].filter((top) => !(top in ROOMS) && !(top in BESIDE))).toEqual([]);
  });

  test('every folder of a room → has its place in the order of the folder above', () => {
    const homeless = files.filter(isProduct).flatMap((file) => {
      const names = file.split('/');
      return names.slice(1, -1).flatMap((_, index) => {
        const folder = names.slice(0, index + 1).join('/');
        return rankOf(folder, partOf(folder, file)) === undefined ? [file] : [];
      });
    });
    expect(homeless).toEqual([]);
  });

  test('the orders → name only what is there', () => {
    const gone = Object.entries(INSIDE).flatMap(([folder, order]) =>
      order.filter((part) => part !== '.' && !globSync(join(ROOT, folder, part)).length),
    );
    expect(gone).toEqual([]);
  });

  test('files → no ring of imports, not even of types', () => {
    expect(ringsOf(imports.filter(({ target }) => sources.has(target)))).toEqual([]);
  });

  test(`a folder → at most ${MAX_FILES} files of its own`, () => {
    const counts = Object.entries(Object.groupBy(files, dirname)).map(([folder, own = []]) => [
      folder,
      own.length,
    ]);
    expect(counts.filter(([, count]) => Number(count) > MAX_FILES)).toEqual([]);
  });

  test('an exported name of the product → means one thing', () => {
    const places = [...sources]
      .filter(([file]) => isProduct(file) && !file.startsWith('examples/'))
      .flatMap(([file, source]) => exportedNames(source).map((name) => ({ name, file })));
    const twice = Object.values(Object.groupBy(places, ({ name }) => name)).filter(
      (each = []) => each.length > 1,
    );
    expect(twice).toEqual([]);
  });

  test('AGENTS.md → has the table of rooms as it is written here', () => {
    const page = join(ROOT, 'AGENTS.md');
    const text = readFileSync(page, 'utf8');
    const written = withRoomsTable(text);
    if (process.env.UPDATE_ROOMS === '1' && written !== undefined) writeFileSync(page, written);
    expect(readFileSync(page, 'utf8')).toBe(written);
  });
});

describe('boundaries: what is not allowed is found', () => {
  test.each([
    ['journal/tables/items.ts', "import type { Contract } from '../../workflows/contract/contract.ts';"],
    ['workflows/calls/pay.ts', "import { ActivityFailure } from '@temporalio/workflow';"],
    ['server/goals/read-goal.ts', "import { notFound } from '../http/problem.ts';"],
    ['activities/index.ts', "import { createRunChecks } from './run-checks.ts';"],
    ['settings/read-settings.ts', "import { defined } from '../objects/defined.ts';"],
  ])('%s with an allowed import → nothing', (file, source) => {
    expect(importsOf(file, source).flatMap(violationsOf)).toEqual([]);
  });

  test.each([
    ['objects/defined.ts', "import { cutText } from '../workflows/text/cut-text.ts';"],
    ['workflows/thread/decide.ts', "import { z } from 'zod';"],
    ['workflows/thread/decide.ts', "import { condition } from '@temporalio/workflow';"],
    ['workflows/thread/decide.ts', "import type { Journal } from '../../journal/journal.ts';"],
    ['workflows/goal/goal.ts', "import type { ThreadState } from '../thread/state/thread-state.ts';"],
    ['workflows/turn/turn.ts', "import type { Activities } from '../activities.ts';"],
    ['server/app.ts', "import { createActivities } from '../activities/index.ts';"],
    ['server/app.ts', "import OpenAI from 'openai';"],
    ['server/http/problem.ts', "import { readGoal } from '../goals/read-goal.ts';"],
    ['context/request.ts', "import { openJournal } from '../journal/open-journal.ts';"],
    ['journal/tables/items.ts', "import { checksOf } from '../../workflows/contract/contract.ts';"],
    ['activities/index.ts', "import {\n  Client,\n} from '@temporalio/client';"],
    ['activities/index.ts', "import { inOrder } from '../test/support/model/scripts.ts';"],
    ['activities/sandbox/sandbox.ts', "export { thing } from './made-up/thing.ts';"],
  ])('%s with a forbidden import → one line', (file, source) => {
    expect(importsOf(file, source).flatMap(violationsOf)).toHaveLength(1);
  });

  test.each([
    ['two that import each other', ['a b', 'b a'], [['a', 'b']]],
    ['three round about, and one beside', ['a b', 'b c', 'c a', 'd a'], [['a', 'b', 'c']]],
    [
      'two rings with one way between',
      ['a b', 'b a', 'b c', 'c d', 'd c'],
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a way down, twice', ['a b', 'a c', 'b d', 'c d'], []],
  ])('%s → its rings', (_, ways, rings) => {
    const edges = ways.map((way) => way.split(' ')).map(([from = '', target = '']) => ({ from, target }));
    expect(ringsOf(edges).sort()).toEqual(rings);
  });
});
