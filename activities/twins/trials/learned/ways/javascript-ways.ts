/**
 * Whether a program of JavaScript has a way to more than what it is given. Whatever is not known to be
 * harmless counts as one, so that it makes no difference how a way is spelled. Pure.
 */
import { posix } from 'node:path';
import type { Node } from '@babel/types';
import { type Ancestors, parsedTest, walk } from '../../../javascript/syntax.ts';

/** Modules that open, start and look at nothing. */
const HARMLESS =
  /^(?:node:)?(?:assert|assert\/strict|buffer|crypto|events|path|querystring|string_decoder|timers|timers\/promises|url|util)$/;
/** What holds all the rest, makes programs of texts, or names of them. */
const LEADS =
  /^(?:process|globalThis|global|window|self|module|require|Function|eval|arguments|constructor|__proto__|getPrototypeOf|Reflect|getOwnProperty\w+|__lookup\w+__|caller|callee|stack|prepareStackTrace|captureStackTrace|getCallSites?|getBuiltinModule|WebAssembly|ShadowRealm|fetch|WebSocket|EventSource|Worker)$/;
const NUMERIC = new Set(['-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>']);
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.jsx', '.tsx', '/index.js', '/index.ts'];

/** `works`: what the model made or changed, which is looked at as well. */
export function leadsOutInJavascript(path: string, text: string, works: ReadonlySet<string>): boolean {
  const program = parsedTest(path, text);
  if (program === undefined) return true;
  const isHarmless = (source: Node | null | undefined): boolean => {
    if (source?.type !== 'StringLiteral') return false;
    if (!/^\.\.?\//.test(source.value)) return HARMLESS.test(source.value);
    const at = posix.join(posix.dirname(path), source.value);
    return ENDINGS.some((ending) => works.has(`${at}${ending}`));
  };
  let leads = false;
  walk(program, (node, ancestors) => {
    leads ||= isWay(node, ancestors, isHarmless);
  });
  return leads;
}

function isWay(
  node: Node,
  ancestors: Ancestors,
  isHarmless: (source: Node | null | undefined) => boolean,
): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.source != null && !isHarmless(node.source);
    case 'Import':
    case 'ImportExpression':
    case 'WithStatement':
      return true;
    case 'MetaProperty':
      return node.meta.name === 'import';
    case 'CallExpression':
      return isNamed(node.callee, 'require') && !isHarmless(node.arguments[0]);
    case 'StringLiteral':
      return LEADS.test(node.value) && isKey(node, ancestors.at(-1));
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return node.computed && !isPlainKey(node.property);
    case 'ObjectPattern':
      return node.properties.some((each) => each.type === 'ObjectProperty' && each.computed);
    case 'Identifier':
      return LEADS.test(node.name) && !isLoad(node, ancestors.at(-1)) && !isExports(node, ancestors.at(-1));
    default:
      return false;
  }
}

const isNamed = (node: Node, name: string): boolean => node.type === 'Identifier' && node.name === name;

const isKey = (node: Node, parent: Node | undefined): boolean =>
  (parent?.type === 'ObjectProperty' && parent.key === node) ||
  ((parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') &&
    parent.property === node);

/** Which names a key may come to has to be seen. */
function isPlainKey(key: Node): boolean {
  if (key.type === 'NumericLiteral' || key.type === 'StringLiteral' || key.type === 'UpdateExpression')
    return true;
  if (key.type === 'UnaryExpression') return key.operator !== 'typeof';
  if (key.type !== 'BinaryExpression') return false;
  const isSum = key.operator === '+' && [key.left, key.right].some(({ type }) => type === 'NumericLiteral');
  return NUMERIC.has(key.operator) || isSum;
}

const isLoad = (node: Node, parent: Node | undefined): boolean =>
  isNamed(node, 'require') && parent?.type === 'CallExpression' && parent.callee === node;

/** A constructor of a class is written so. */
const isExports = (node: Node, parent: Node | undefined): boolean =>
  (parent?.type === 'MemberExpression' &&
    parent.object === node &&
    isNamed(node, 'module') &&
    isNamed(parent.property, 'exports')) ||
  (parent?.type === 'ClassMethod' && parent.key === node && isNamed(node, 'constructor'));
