/** Finds the names under which a file has the functions of an assertion module. */
import type { File, Node } from '@babel/types';
import { propertyName, walk } from './syntax.ts';

export interface AssertNames {
  /** Objects with the functions as members, which are functions themselves as well. */
  readonly objects: ReadonlySet<string>;
  /** Local name → name in the module. */
  readonly functions: ReadonlyMap<string, string>;
}

const MODULES = /^(?:node:)?assert(?:\/strict)?$|^chai$|^power-assert$|^uvu\/assert$|^tap$|^tape$/;
const OBJECTS = new Set(['assert', 'strict', 'default']);

export function assertNames(file: File): AssertNames {
  const objects = new Set(['assert']);
  const functions = new Map<string, string>();
  const take = (imported: string, local: string): void => {
    if (OBJECTS.has(imported)) objects.add(local);
    else functions.set(local, imported);
  };
  walk(file, (node) => {
    if (node.type === 'ImportDeclaration' && MODULES.test(node.source.value)) {
      for (const each of node.specifiers) {
        if (each.type !== 'ImportSpecifier') objects.add(each.local.name);
        else
          take(
            each.imported.type === 'Identifier' ? each.imported.name : each.imported.value,
            each.local.name,
          );
      }
    }
    if (node.type !== 'VariableDeclarator' || !node.init || !comesFromAssert(node.init, objects)) return;
    if (node.id.type === 'Identifier') take(propertyName(node.init) ?? 'default', node.id.name);
    if (node.id.type !== 'ObjectPattern') return;
    for (const each of node.id.properties) {
      if (
        each.type === 'ObjectProperty' &&
        each.key.type === 'Identifier' &&
        each.value.type === 'Identifier'
      )
        take(each.key.name, each.value.name);
    }
  });
  return { objects, functions };
}

/** `require('node:assert')`, `require('assert').strict`, `assert.equal`, `await import('node:assert')`. */
function comesFromAssert(node: Node, objects: ReadonlySet<string>): boolean {
  if (node.type === 'AwaitExpression') return comesFromAssert(node.argument, objects);
  if (node.type === 'MemberExpression') return comesFromAssert(node.object, objects);
  if (node.type === 'Identifier') return objects.has(node.name);
  if (node.type !== 'CallExpression') return false;
  const [source] = node.arguments;
  const isLoading =
    node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.name === 'require');
  return isLoading && source?.type === 'StringLiteral' && MODULES.test(source.value);
}
