/**
 * Comparisons by which a program of JavaScript judges the work, and which it comes to for certain as long as
 * the work answers. What may say whether something else is compared is left out. Pure.
 */
import type { Node } from '@babel/types';
import { bare, isFunction, propertyName, walk } from '../../javascript/syntax.ts';
import { boundNames, type Given, givenIn, namesUsed, paramsOf } from './javascript-given.ts';
import {
  calleeName,
  comparisonOf,
  conditionParts,
  isAboutSurroundings,
  isLookedAtBesides,
  type JudgingComparison,
} from './javascript-place.ts';
import { isNegated, leavesWell } from './javascript-ways.ts';

type Names = ReadonlySet<string>;

const NONE: Names = new Set();
const BRANCHES =
  /^(?:If|While|DoWhile|For|ForOf|ForIn|Try|Switch)Statement$|^(?:Conditional|Logical)Expression$/;
const LEAVES = /^(?:Return|Break|Continue|Throw)Statement$|^CallExpression$/;
/** So many calls are followed to see whether something is asked. */
const MOST_CALLS = 3;
const SAYS = /^(?:log|error|warn|info|write|push|join|stringify|inspect|String|exit)$|Error$/;
const GOES_THROUGH = /^(?:forEach|map|flatMap|filter|every|some|reduce|find|findIndex)$/;
const DEFERS = /^(?:setTimeout|setImmediate|queueMicrotask|nextTick)$/;
const PLAIN = /^(?:Import|Function|Class|TS|Empty)/;

export function comparedPlaces(program: Node, path: string): JudgingComparison[] {
  const { places, selections, waysOfWork } = createJudge(program, givenIn(program, path));
  const known = [...places, ...selections];
  return places.filter(
    (place) => !waysOfWork.some((way) => mayAnswer(way, place)) && !isLookedAtBesides(program, place, known),
  );
}

/** Whether the rest may be left because of the same value that the place is about. */
function mayAnswer(way: Node, { whole, operand }: JudgingComparison): boolean {
  const expected = namesUsed(operand);
  const names = expected.size > 0 ? expected : namesUsed(whole);
  return [...namesUsed(way)].some((name) => names.has(name));
}

interface Judged {
  readonly places: readonly JudgingComparison[];
  /** They say nothing of the work, but which rows or ways are taken. */
  readonly selections: readonly JudgingComparison[];
  /** The same, but what comes of them may be for the work to say. */
  readonly waysOfWork: readonly Node[];
}

function createJudge(program: Node, given: Given): Judged {
  const places: JudgingComparison[] = [];
  const selections: JudgingComparison[] = [];
  const waysOfWork: Node[] = [];
  const functions = functionsIn(program);
  const reached = new Set<string>();

  /** Whether what stands behind it is come to as well. */
  const statement = (node: Node, own: Names, rest: readonly Node[]): boolean => {
    switch (node.type) {
      case 'BlockStatement':
        return block(node.body, own);
      case 'ExpressionStatement': {
        const inner = bare(node.expression);
        if (inner.type === 'LogicalExpression') {
          const [body, none] = [[inner.right], undefined];
          const ways = inner.operator === '&&' ? [body, none] : [none, body];
          return selects(inner.left, ways, rest)
            ? selected(inner.left, own)
            : condition(inner.left, body, own);
        }
        expression(inner, own, true);
        return true;
      }
      case 'VariableDeclaration':
        for (const { init } of node.declarations) if (init) expression(init, own, true);
        return true;
      case 'ReturnStatement':
        if (node.argument) expression(node.argument, own, true);
        return false;
      case 'IfStatement': {
        const [body, other] = [node.consequent, node.alternate ?? undefined];
        if (selects(node.test, [[body], other && [other]], rest)) return selected(node.test, own);
        return condition(node.test, other ? [body, other] : [body], own);
      }
      case 'ForOfStatement':
        expression(node.right, own, true);
        if (!given.has(node.right, own)) return !hasAny([node.body], LEAVES);
        statement(node.body, new Set([...own, ...boundNames(node.left)]), []);
        return true;
      case 'ForStatement': {
        const names = node.init ? boundNames(node.init) : [];
        const within = new Set([...own, ...names]);
        if (!node.test || !given.has(node.test, within)) return !hasAny([node.body], LEAVES);
        statement(node.body, within, []);
        return true;
      }
      case 'TryStatement':
        if (!node.handler) return block(node.block.body, own);
        return !hasAny([node.handler], LEAVES) && !hasAny([node.block], /^ReturnStatement$/);
      case 'ExportNamedDeclaration':
        return true;
      default:
        return PLAIN.test(node.type);
    }
  };
  const block = (statements: readonly Node[], own: Names): boolean =>
    statements.every((one, at) => statement(one, own, statements.slice(at + 1)));

  /**
   * Whether the rest of the block, which judges by itself, is left well where a comparison holds: a row that
   * is passed over, another mode. `ways`: what is done if the test holds, and if not.
   */
  const selects = (
    test: Node,
    [then, otherwise]: readonly (readonly Node[] | undefined)[],
    rest: readonly Node[],
  ): boolean =>
    conditionParts(test).some((part) => {
      const found = comparisonOf(part);
      if (found === undefined) return false;
      const holding = found.holds !== isNegated(test, part) ? then : otherwise;
      return holding !== undefined && leavesWell(holding) && asks(rest);
    });

  const selected = (test: Node, own: Names): boolean => {
    for (const part of conditionParts(test)) {
      const found = comparisonOf(part);
      if (found !== undefined && given.has(part, own)) selections.push(found);
      else waysOfWork.push(part);
    }
    return true;
  };

  /** Whether something is asked in these statements, or in functions that they call. */
  const asks = (rest: readonly Node[], depth = MOST_CALLS): boolean => {
    let found = false;
    for (const each of rest)
      walk(each, (node) => {
        found ||= BRANCHES.test(node.type) || comparisonOf(node) !== undefined;
        if (node.type !== 'CallExpression' || found) return;
        const own = functions.get(calleeName(node));
        found = own === undefined ? !SAYS.test(calleeName(node)) : depth === 0 || asks([own], depth - 1);
      });
    return found;
  };

  const condition = (test: Node, bodies: readonly Node[], own: Names): boolean => {
    if (isAboutSurroundings(test)) return true;
    // Nothing else may be asked before it is decided.
    if (!hasAny(bodies, BRANCHES) && !asksFurther(bodies, test) && decides(test, own)) return true;
    expression(test, own, false);
    return !hasAny(bodies, LEAVES);
  };

  /** Whether what has to be right is handed to something that may think otherwise. */
  const asksFurther = (bodies: readonly Node[], test: Node): boolean => {
    const expected = namesUsed(test);
    return bodies.some((body) => {
      let asks = false;
      walk(body, (node) => {
        if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
        const name = calleeName(node);
        const own = functions.get(name);
        const hands = node.arguments.some((each) => [...namesUsed(each)].some((one) => expected.has(one)));
        asks ||= own === undefined ? hands && !SAYS.test(name) : hasAny([own], BRANCHES);
      });
      return asks;
    });
  };

  /** A condition that is made of comparisons alone: all of these are places. */
  const decides = (test: Node, own: Names): boolean => {
    const parts = conditionParts(test);
    const found = parts.flatMap((part) => comparisonOf(part) ?? []);
    if (found.length < parts.length) return false;
    // What is the program's own on both sides says nothing of the work.
    for (const each of found)
      (each.sides.every((side) => given.has(side, own)) ? selections : places).push(each);
    for (const part of parts) mentioned(part, own);
    return true;
  };

  /** `isAsked`: comparisons in it are places; else it only calls functions of the program. */
  const expression = (node: Node, own: Names, isAsked: boolean): void => {
    const inner = bare(node);
    if (inner.type === 'LogicalExpression' || inner.type === 'UnaryExpression') {
      if (isAsked && decides(inner, own)) return;
      expression(inner.type === 'LogicalExpression' ? inner.left : inner.argument, own, false);
    } else if (inner.type === 'ConditionalExpression') {
      if (!isAsked || !decides(inner.test, own)) expression(inner.test, own, false);
    } else if (comparisonOf(inner) !== undefined) {
      if (isAsked) decides(inner, own);
      else mentioned(inner, own);
    } else if (inner.type === 'Identifier') enter(inner.name, undefined, own);
    else if (inner.type === 'CallExpression') called(inner, own, isAsked);
    else if (!isFunction(inner)) for (const child of partsBelow(inner)) expression(child, own, isAsked);
  };

  const called = (call: Node & { type: 'CallExpression' }, own: Names, isAsked: boolean): void => {
    const { callee, arguments: args } = call;
    const [first] = args;
    if (callee.type === 'Identifier') enter(callee.name, args, own);
    else expression(callee, own, isAsked);
    const isRun =
      DEFERS.test(calleeName(call)) ||
      (callee.type === 'MemberExpression' &&
        GOES_THROUGH.test(propertyName(callee) ?? '') &&
        given.has(callee.object, own));
    for (const each of args) expression(each, own, isAsked);
    if (!isRun || first === undefined || !isFunction(first) || !isAsked) return;
    body(first, new Set([...own, ...paramsOf(first).flatMap(boundNames)]));
  };

  const mentioned = (node: Node, own: Names): void =>
    walk(node, (one) => {
      if (one.type === 'CallExpression' && one.callee.type === 'Identifier')
        enter(one.callee.name, one.arguments, own);
    });

  const enter = (name: string, args: readonly Node[] | undefined, own: Names): void => {
    const found = functions.get(name);
    if (found === undefined || reached.has(name)) return;
    reached.add(name);
    const known = paramsOf(found).flatMap((param, index) => {
      const arg = args?.[index];
      return arg !== undefined && given.has(arg, own) ? boundNames(param) : [];
    });
    body(found, new Set(known));
  };

  const body = (one: Node, own: Names): void => {
    if (!('body' in one)) return;
    const inner = one.body as Node;
    if (inner.type === 'BlockStatement') block(inner.body, own);
    else expression(inner, own, true);
  };

  if (program.type === 'Program') block(program.body, NONE);
  return { places, selections, waysOfWork };
}

/** Those that stand outermost, by their names. */
function functionsIn(program: Node): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  walk(program, (node, around) => {
    if (around.some(isFunction)) return;
    if (node.type === 'FunctionDeclaration' && node.id) found.set(node.id.name, node);
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return;
    if (node.init && isFunction(node.init)) found.set(node.id.name, node.init);
  });
  return found;
}

/** What an expression is made of, one step down; names of members are none of it. */
function partsBelow(node: Node): Node[] {
  const found: Node[] = [];
  walk(node, (one, around) => {
    if (
      around.length === 1 &&
      !(propertyName(node) !== undefined && 'property' in node && node.property === one)
    )
      found.push(one);
  });
  return found;
}

const hasAny = (nodes: readonly Node[], kinds: RegExp): boolean =>
  nodes.some((node) => {
    let found = false;
    walk(node, (one) => {
      found ||=
        kinds.test(one.type) &&
        !(one.type === 'CallExpression' && /^(?:log|error|push)$/.test(calleeName(one)));
    });
    return found;
  });
