/** docs/conformance.md against the titles of the tests and the table of items. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Item } from './item.ts';
import { SECTIONS } from './items.ts';
import { ITEM_COUNT, problems } from './problems.ts';
import { render } from './render.ts';
import { findTitles, type Titles, titlesIn } from './titles.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DOCUMENT = resolve(ROOT, 'docs/conformance.md');
const titles = findTitles(ROOT);

describe('docs/conformance.md', () => {
  test('the page → is what the table and the titles of the tests make', () => {
    const generated = render(SECTIONS, titles.marked);
    if (process.env.UPDATE_CONFORMANCE === '1') writeFileSync(DOCUMENT, generated);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(generated);
  });

  test('every item → has a test or a reason, and every mark belongs to an item', () => {
    expect(problems(SECTIONS, titles)).toEqual([]);
  });
});

describe('problems', () => {
  const item = (number: number, fields: Partial<Item> = {}): Item => ({
    number,
    tag: 'A',
    behaviour: `does ${number}`,
    ...fields,
  });
  const reason = 'has no meaning here';
  /** All items but those given have a reason, as it should be. */
  const listWith = (...items: Item[]) => [
    { title: 'given', items },
    {
      title: 'others',
      items: Array.from({ length: ITEM_COUNT }, (_, index) => item(index + 1, { reason })).filter(
        ({ number }) => !items.some((given) => given.number === number),
      ),
    },
  ];
  const marks = (...numbers: number[]): Titles => ({
    marked: numbers.length === 0 ? [] : [{ file: 'test/a.test.ts', title: 'a → b', numbers }],
    strays: [],
  });

  test('each item has a test or a reason → none', () => {
    expect(problems(listWith(item(4), item(128, { tag: 'X' })), marks(4, 128))).toEqual([]);
  });

  test.each<[string, Item[], Titles, string]>([
    ['an item with neither test nor reason', [item(4)], marks(), 'C4: neither a test nor a reason'],
    [
      'a test and a reason why there is none',
      [item(4, { reason })],
      marks(4),
      'C4: has a test, so its reason is out of date',
    ],
    [
      'a weakness with a reason only',
      [item(128, { tag: 'X', reason })],
      marks(),
      'C128: has to be shown by a test',
    ],
    ['a mark of no item', [], marks(135), 'C135: named by "a → b" in test/a.test.ts, but no item'],
    [
      'an item twice',
      [item(4, { reason }), item(4, { reason })],
      marks(),
      'C4: not exactly once in the table',
    ],
    [
      'a mark of no test',
      [],
      { marked: [], strays: ['test/a.test.ts: [C4]'] },
      'mark of no test: test/a.test.ts: [C4]',
    ],
  ])('%s → is found', (_, items, given, problem) => {
    expect(problems(listWith(...items), given)).toEqual([problem]);
  });
});

describe('titlesIn', () => {
  test('plain, in quotes of each kind, in a table of rows → found, in their order', () => {
    const source = `
      describe('unit', () => {
        test('a → b [C4]', () => {});
        test("it's → c [C5 C134]", async () => {}, 60_000);
        describe('part', () => {
          test.each<[string, () => number]>([['(', () => f(')')], ["test('x [C9]')", () => 2]])(
            '%s → d [C6]', (name) => {},
          );
        });
        test('a → b', () => {});
      });
      test(\`\${count} files → e [C7]\`, () => {});`;
    expect(titlesIn('x.test.ts', source).marked).toEqual([
      { file: 'x.test.ts', title: 'unit › a → b', numbers: [4] },
      { file: 'x.test.ts', title: "unit › it's → c", numbers: [5, 134] },
      { file: 'x.test.ts', title: 'unit › part › %s → d', numbers: [6] },
      { file: 'x.test.ts', title: '… files → e', numbers: [7] },
    ]);
  });

  test.each([
    "test.skip('a → b [C4]', () => {});",
    "test.todo('a → b [C4]');",
    "describe('a [C4]', () => {});",
    "// test('a → b [C4]')",
    "test('a → b [C4, C5]', () => {});",
    "test('a → b [C 4]', () => {});",
    "test('a [C4] → b', () => {});",
    "test('a → b[C4]', () => {});",
  ])('%s → a stray mark, and no test', (source) => {
    const { marked, strays } = titlesIn('x.test.ts', source);
    expect(marked).toEqual([]);
    expect(strays).toHaveLength(1);
  });

  test('the same mark twice, once in a comment → one test, one stray', () => {
    const found = titlesIn('x.test.ts', "// [C4]\ntest('a → b [C4]', () => {});");
    expect([found.marked.length, found.strays]).toEqual([1, ['x.test.ts: [C4]']]);
  });
});

describe('render', () => {
  const list = [
    {
      title: 'Part',
      items: [
        { number: 1, tag: 'A', behaviour: 'Does one.', note: 'Does it so.' },
        { number: 2, tag: 'N', behaviour: 'Does two.', reason: 'No two here.' },
        { number: 3, tag: 'C', behaviour: 'Does three.' },
      ],
    },
  ] as const;

  test('items → in sections, with tests by file, note, reason, or that nothing shows them', () => {
    const marked = [
      { file: 'test/workflows/a.test.ts', title: '%s of `update_goal` → <b>', numbers: [1] },
      { file: 'test/end-to-end/b.server.test.ts', title: 'b → c', numbers: [1, 9] },
    ];
    expect(render(list, marked).split('\n\n').slice(-2).join('\n\n')).toBe(`## Part

- **1** (A) Does one.
  - _here:_ Does it so.
  - [workflows/a](../test/workflows/a.test.ts): … of \\\`update\\_goal\\\` → \\<b\\>
  - [end-to-end/b](../test/end-to-end/b.server.test.ts): b → c
- **2** (N) Does two.
  - _no test:_ No two here.
- **3** (C) Does three.
  - **not shown yet**
`);
    expect(render(list, marked)).toContain(
      'Of 3 items, 1 are shown by tests, 1 have a reason why not, 1 are not shown yet.',
    );
    expect(render([{ title: 'Part', items: list[0].items.slice(0, 2) }], marked)).toContain(
      'a reason why not.',
    );
  });
});
