/**
 * What a program of JavaScript that judges has of its own: inputs that it writes down, computes, or reads
 * beside itself, whatever the work does. Pure.
 */
import { builtinModules } from 'node:module';
import type { Node } from '@babel/types';
import { isFunction, propertyName, walk } from '../../javascript/syntax.ts';

const GLOBALS = new Set(
  'JSON Math Array Object String Number Boolean BigInt Map Set URL Date RegExp parseInt parseFloat Infinity NaN undefined __dirname __filename'.split(
    ' ',
  ),
);
/** What they give depends on what is there, or was printed. */
const OUTSIDE = /^(?:node:)?(?:child_process|http|https|net|worker_threads|process|module|vm)\b/;
const LISTS = /^(?:read|open)dir|^exists|^l?stat|^access|^glob|^(?:exec|spawn|fork|env|argv|stdin)/;
const READS = /^(?:readFile|createReadStream|readFileSync|open|openSync|require)$/;
const FILLS = /^(?:push|unshift|splice|pop|shift|set|add|delete|clear|fill|sort|reverse)$/;

export interface Given {
  /** Whether nothing of it comes from the work; `own`: further names that are known to be such. */
  has(node: Node, own: ReadonlySet<string>): boolean;
}

export function givenIn(program: Node, path: string): Given {
  const values = new Map<string, Node[]>();
  const library = new Set<string>();
  const filled = new Set<string>();
  const bind = (target: Node, value: Node): void => {
    for (const name of boundNames(target)) values.set(name, [...(values.get(name) ?? []), value]);
  };
  walk(program, (node) => {
    if (node.type === 'ImportDeclaration' && isLibrary(node.source.value))
      for (const { local } of node.specifiers) library.add(local.name);
    else if (node.type === 'VariableDeclarator' && node.init) bind(node.id, node.init);
    else if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') bind(node.left, node.right);
    // What a function is called with is known at the call.
    else if (isFunction(node)) for (const one of paramsOf(node)) bind(one, THIS);
    else if (node.type === 'CatchClause' && node.param) bind(node.param, THIS);
    const changed = changedBy(node);
    const root = changed && rootOf(changed);
    if (root !== undefined) filled.add(root);
  });
  const names = new Set<string>();
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const isBeside = (node: Node, depth: number): boolean => {
    let found = false;
    walk(node, (one) => {
      found ||=
        one.type === 'MetaProperty' ||
        (one.type === 'StringLiteral' &&
          folder !== '' &&
          one.value.replace(/^\.\//, '').startsWith(folder)) ||
        (one.type === 'Identifier' &&
          (/^__(?:dirname|filename)$/.test(one.name) ||
            (depth > 0 && (values.get(one.name) ?? []).some((each) => isBeside(each, depth - 1)))));
    });
    return found;
  };
  const given: Given = {
    has(node, own) {
      const bound = new Set<string>();
      walk(node, (one) => {
        if (isFunction(one))
          for (const each of paramsOf(one)) for (const name of boundNames(each)) bound.add(name);
      });
      const isKnown = (name: string): boolean =>
        names.has(name) || own.has(name) || library.has(name) || GLOBALS.has(name) || bound.has(name);
      let [isGiven, reads] = [true, false];
      for (const one of namesUsed(node)) if (!isKnown(one)) isGiven = false;
      walk(node, (one) => {
        const name = one.type === 'Identifier' ? one.name : propertyName(one);
        if (name !== undefined && LISTS.test(name)) isGiven = false;
        if (name !== undefined && READS.test(name)) reads = true;
        if (one.type === 'ThisExpression' || one.type === 'YieldExpression') isGiven = false;
      });
      return isGiven && (!reads || isBeside(node, MOST_STEPS));
    },
  };
  for (let before = -1; before !== names.size; ) {
    before = names.size;
    for (const [name, own] of values)
      if (!filled.has(name) && own.every((each) => given.has(each, NONE))) names.add(name);
  }
  return given;
}

const MOST_STEPS = 6;
const NONE: ReadonlySet<string> = new Set();
const THIS: Node = { type: 'ThisExpression', start: 0, end: 0 } as Node;

const isLibrary = (name: string): boolean =>
  !OUTSIDE.test(name) && builtinModules.includes(name.replace(/^node:/, ''));

export const paramsOf = (node: Node): readonly Node[] => ('params' in node ? (node.params as Node[]) : []);

/** Names that a pattern brings. */
export function boundNames(target: Node): string[] {
  const found: string[] = [];
  walk(target, (one, around) => {
    const outer = around.at(-1);
    const isKey = outer?.type === 'ObjectProperty' && outer.key === one && outer.value !== one;
    if (one.type === 'Identifier' && !isKey) found.push(one.name);
  });
  return found;
}

/** Names that are looked up, and not those of members. */
export function namesUsed(node: Node): ReadonlySet<string> {
  const found = new Set<string>();
  walk(node, (one, around) => {
    const outer = around.at(-1);
    const isMember =
      (outer?.type === 'MemberExpression' || outer?.type === 'OptionalMemberExpression') &&
      outer.property === one &&
      !outer.computed;
    const isKey =
      outer?.type === 'ObjectProperty' && outer.key === one && !outer.computed && !outer.shorthand;
    if (one.type === 'Identifier' && !isMember && !isKey && outer?.type !== 'MetaProperty')
      found.add(one.name);
  });
  return found;
}

export function rootOf(node: Node): string | undefined {
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression')
    return rootOf(node.object);
  return node.type === 'Identifier' ? node.name : undefined;
}

function changedBy(node: Node): Node | undefined {
  if (node.type === 'AssignmentExpression') return node.left;
  if (node.type === 'UpdateExpression') return node.argument;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  return FILLS.test(propertyName(node.callee) ?? '') ? node.callee.object : undefined;
}
