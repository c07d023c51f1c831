/**
 * Finds the tests that say what they show of the conformance list: their titles end in a mark, `... → result
 * [C4 C5]`. The sources are parsed, so that neither a comment nor a skipped test can pass for one.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallExpression, type Expression, parseSync } from '@swc/core';

export interface MarkedTitle {
  /** The path starts at the root of the project. */
  readonly file: string;
  /** It follows the titles of the blocks that it stands in, and lacks the mark. */
  readonly title: string;
  readonly numbers: readonly number[];
}

export interface Titles {
  readonly marked: readonly MarkedTitle[];
  /**
   * Marks that belong to no test that runs, or are written in another way: as they stand, with their file.
   */
  readonly strays: readonly string[];
}

/** Cases that several suites run stand in files of their own. */
const SOURCES = 'test/**/*{.test,-cases}.ts';
/** The tests of this very list are full of marks that mean nothing. */
const OWN_FOLDER = 'test/conformance/';
const MARK = / \[(C\d+(?: C\d+)*)\]$/;
const LIKE_A_MARK = /\[\s*C\s?\d+[^\]\n]*\]/g;

export function findTitles(root: string): Titles {
  const files = globSync(SOURCES, { cwd: root }).filter((file) => !file.startsWith(OWN_FOLDER));
  const found = files.sort().map((file) => titlesIn(file, readFileSync(join(root, file), 'utf8')));
  return { marked: found.flatMap(({ marked }) => marked), strays: found.flatMap(({ strays }) => strays) };
}

export function titlesIn(file: string, source: string): Titles {
  const written = source.match(LIKE_A_MARK) ?? [];
  if (written.length === 0) return { marked: [], strays: [] };
  const strays = [...written];
  const marked = testTitles(source).flatMap((text) => {
    const mark = text.match(MARK);
    if (mark === null) return [];
    const [suffix, numbers = ''] = mark;
    const place = strays.indexOf(suffix.trim());
    if (place >= 0) strays.splice(place, 1);
    return [
      {
        file,
        title: text.slice(0, -suffix.length),
        numbers: numbers.split(' ').map((number) => Number(number.slice(1))),
      },
    ];
  });
  return { marked, strays: strays.map((mark) => `${file}: ${mark}`) };
}

/**
 * Titles of all `test(...)` and `test.each(...)(...)` in the order of the source; parts that are computed are
 * `…`.
 */
function testTitles(source: string): string[] {
  return [...titlesBelow(parseSync(source, { syntax: 'typescript', target: 'es2024' }), '')];
}

function* titlesBelow(node: unknown, within: string): Generator<string> {
  if (Array.isArray(node)) for (const child of node) yield* titlesBelow(child, within);
  if (Array.isArray(node) || typeof node !== 'object' || node === null) return;
  let block = within;
  if ('type' in node && node.type === 'CallExpression') {
    const call = node as CallExpression;
    const title = within + textOf(call.arguments[0]?.expression);
    if (isTest(call)) yield title;
    if (isDescribe(call)) block = `${title} › `;
  }
  for (const child of Object.values(node)) yield* titlesBelow(child, block);
}

const isDescribe = ({ callee }: CallExpression): boolean =>
  callee.type === 'Identifier' && callee.value === 'describe';

function isTest({ callee }: CallExpression): boolean {
  if (callee.type === 'Identifier') return callee.value === 'test';
  if (callee.type !== 'CallExpression' || callee.callee.type !== 'MemberExpression') return false;
  const { object, property } = callee.callee;
  const isEach = property.type === 'Identifier' && property.value === 'each';
  return isEach && object.type === 'Identifier' && object.value === 'test';
}

function textOf(title: Expression | undefined): string {
  if (title?.type === 'StringLiteral') return title.value;
  if (title?.type === 'TemplateLiteral') return title.quasis.map(({ raw }) => raw).join('…');
  return '';
}
