/** Which files and functions the tests of JavaScript mean by their names. Pure. */
import { posix } from 'node:path';
import type { Node } from '@babel/types';
import { type Ancestors, isFunction, walk } from '../../../javascript/syntax.ts';

const CODE = /\.(?:[cm]?[jt]sx?)$/;
const ASSERTIONS =
  /^(?:assert|expect|ok|equal|notEqual|strictEqual|deepEqual|deepStrictEqual|is|same|toBe\w*|toEqual|toStrictEqual|toMatchObject)$/;
const EQUALITIES = new Set(['==', '===', '!=', '!==']);
const OF_RUNNERS = /^(?:test|it|describe|before|after|assert|check|expect|set_?up|tear_?down|main$)/i;

/** Whether what a file loads is one of the works. */
export function isWork(from: string, specifier: string, works: readonly string[]): boolean {
  if (!specifier.startsWith('.')) return false;
  const named = posix.join(posix.dirname(from), specifier);
  const stem = named.replace(CODE, '');
  return works.some(
    (work) => work === named || [stem, posix.join(named, 'index')].includes(work.replace(CODE, '')),
  );
}

export const isOfPrograms = (specifier: string): boolean => /^(?:node:)?child_process$/.test(specifier);

export interface OwnFunction {
  readonly name: string;
  /** A declaration, or what a constant is set to. */
  readonly node: Node;
}

/** Functions at the top of a file that return something as they are called. */
export function ownFunctions(program: Node): OwnFunction[] {
  const found: OwnFunction[] = [];
  const statements = program.type === 'File' ? program.program.body : [];
  for (const statement of statements) {
    const declared =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
        ? statement.declaration
        : statement;
    if (declared?.type === 'FunctionDeclaration' && declared.id && !declared.async && !declared.generator)
      found.push({ name: declared.id.name, node: declared });
    if (declared?.type === 'VariableDeclaration')
      for (const { id, init } of declared.declarations)
        if (id.type === 'Identifier' && init != null && isPlainFunction(init))
          found.push({ name: id.name, node: init });
  }
  return found.filter(({ name }) => !OF_RUNNERS.test(name));
}

const isPlainFunction = (node: Node): boolean =>
  (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') &&
  !node.async &&
  !node.generator;

/** Names of functions whose results are compared, or bound to a name. */
export function comparedCalls(program: Node): Set<string> {
  const found = new Set<string>();
  walk(program, (node, ancestors) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && isCompared(ancestors))
      found.add(node.callee.name);
  });
  return found;
}

function isCompared(ancestors: Ancestors): boolean {
  for (const node of ancestors.toReversed()) {
    if (node.type === 'VariableDeclarator') return true;
    if (node.type === 'BinaryExpression' && EQUALITIES.has(node.operator)) return true;
    if (node.type === 'CallExpression') return ASSERTIONS.test(calleeName(node.callee));
    if (isFunction(node)) return false;
  }
  return false;
}

const calleeName = (callee: Node): string => {
  if (callee.type === 'Identifier') return callee.name;
  const isMember = callee.type === 'MemberExpression' && callee.property.type === 'Identifier';
  return isMember && callee.property.type === 'Identifier' ? callee.property.name : '';
};
