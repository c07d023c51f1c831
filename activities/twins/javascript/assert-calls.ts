/** `assert.equal(…)` and its like, of Node, chai, tap and ava: what their twins are. */
import type { CallExpression, Expression, Node } from '@babel/types';
import type { TwinEdits } from '../drawing/expectation.ts';
import type { Lot } from '../drawing/lot.ts';
import type { AssertNames } from './assert-names.ts';
import { falsehoodTwins, truthTwins } from './conditions.ts';
import { errorTwins, hasLiteral, truthWriter, valueTwins } from './expected-value.ts';
import { boundTwins, itselfTwins } from './seen-value.ts';
import { argument, bare, propertyName, rangeOf } from './syntax.ts';

type Twins = (lot: Lot) => TwinEdits;

/** Two values; either may be the expected one. */
const EITHER_SIDE = new Set(
  ['equal', 'strictEqual', 'deepEqual', 'deepStrictEqual', 'partialDeepStrictEqual', 'looseEqual'].concat([
    'deepLooseEqual',
    'is',
    'same',
    'equals',
    'eql',
    'sameMembers',
    'sameDeepMembers',
    'sameOrderedMembers',
  ]),
);
/** The second of the arguments says what is expected. */
const SECOND = new Set([
  'match',
  'lengthOf',
  'closeTo',
  'approximately',
  'include',
  'deepInclude',
  'property',
]);
const ABOUT = new Set(['closeTo', 'approximately']);
const UNEQUAL = new Set([
  'notEqual',
  'notStrictEqual',
  'notDeepEqual',
  'notDeepStrictEqual',
  'not',
  'notSame',
]);
const THROWING = new Set(['throws', 'rejects', 'throwsAsync', 'isRejected']);
const TRUE = new Set(['ok', 'isOk', 'isTrue', 'true', 'truthy', 'assert', 'strict', 'default']);
const FALSE = new Set(['notOk', 'isNotOk', 'isFalse', 'false', 'falsy']);
/** Names of assertions and of those that say the contrary, in both directions. */
const CONTRARIES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['equal', 'notEqual'],
    ['strictEqual', 'notStrictEqual'],
    ['deepEqual', 'notDeepEqual'],
    ['deepStrictEqual', 'notDeepStrictEqual'],
    ['is', 'not'],
    ['same', 'notSame'],
    ['match', 'doesNotMatch'],
    ['throws', 'doesNotThrow'],
    ['rejects', 'doesNotReject'],
    ['include', 'notInclude'],
    ['instanceOf', 'notInstanceOf'],
    ['typeOf', 'notTypeOf'],
    ['exists', 'notExists'],
    ['isDefined', 'isUndefined'],
    ...['Null', 'NaN', 'Object', 'Array', 'String', 'Number', 'Boolean', 'Function', 'Empty', 'Frozen'].map(
      (name): [string, string] => [`is${name}`, `isNot${name}`],
    ),
  ].flatMap(([a = '', b = '']) => [
    [a, b],
    [b, a],
  ]),
);

/** `isInCase`: there, `t` is what the runner hands to the case. */
export function assertTwins(
  text: string,
  call: CallExpression,
  parent: Node | undefined,
  names: AssertNames,
  isInCase: boolean,
): Twins | undefined {
  const name = assertionName(call.callee, names, isInCase);
  if (name === undefined) return undefined;
  const first = argument(call.arguments, 0);
  const second = argument(call.arguments, 1);
  if (first === undefined) return undefined;
  if (/reject|Async/i.test(name) && !isAwaited(parent)) return undefined;
  if (EITHER_SIDE.has(name))
    return second && valueTwins(text, !hasLiteral(second) && hasLiteral(first) ? first : second, 'exact');
  if (SECOND.has(name) && second !== undefined && hasLiteral(second)) {
    const third = argument(call.arguments, 2);
    const within = ABOUT.has(name) && third?.type === 'NumericLiteral' ? third.value : undefined;
    return valueTwins(text, second, within === undefined ? 'loose' : { within });
  }
  if (THROWING.has(name)) return throwTwins(text, call.callee, name, first, second);
  if (TRUE.has(name)) return truthTwins(text, first);
  if (FALSE.has(name)) return falsehoodTwins(text, call.callee, first);
  const bound = second && boundTwins(text, name, first, second);
  if (bound !== undefined) return bound;
  const contrary = contraryTwins(call.callee, name);
  if (second === undefined || !UNEQUAL.has(name)) return contrary;
  const itself = itselfTwins(text, first, second);
  return (lot) => (lot.aim === 'elsewhere' ? (contrary ?? itself) : itself)(lot);
}

/** A promise that nobody waits for cannot fail a case. */
export const isAwaited = (parent: Node | undefined): boolean =>
  parent?.type === 'AwaitExpression' ||
  parent?.type === 'ReturnStatement' ||
  parent?.type === 'ArrowFunctionExpression';

function assertionName(callee: Node, names: AssertNames, isInCase: boolean): string | undefined {
  if (callee.type === 'Identifier')
    return names.objects.has(callee.name) ? 'ok' : names.functions.get(callee.name);
  const name = propertyName(callee);
  if (callee.type !== 'MemberExpression' || name === undefined) return undefined;
  return isAssertObject(callee.object, names, isInCase) ? name : undefined;
}

/** `assert`, `assert.strict`, `chai.assert`, `t`, `t.assert`. */
function isAssertObject(node: Node, names: AssertNames, isInCase: boolean): boolean {
  if (node.type === 'Identifier') return names.objects.has(node.name) || (isInCase && node.name === 't');
  return ['assert', 'strict'].includes(propertyName(node) ?? '');
}

/** Another class stands in when what is expected of the error has no literal. */
function throwTwins(
  text: string,
  callee: Node,
  name: string,
  body: Expression,
  expected: Expression | undefined,
): Twins {
  // A string is the message of the assertion itself.
  const isMessage =
    expected !== undefined && ['StringLiteral', 'TemplateLiteral'].includes(bare(expected).type);
  const contrary = contraryTwins(callee, name);
  if (contrary !== undefined && (expected === undefined || isMessage)) return contrary;
  if (expected === undefined || isMessage) {
    const { end } = rangeOf(body);
    return (lot) => ({
      impossible: { start: end, end, text: `, /(?:${lot.letters(16)})/` },
      // Which everything matches.
      equal: { start: end, end, text: `, /(?:|${lot.letters(15)})/` },
    });
  }
  if (hasLiteral(expected)) return valueTwins(text, expected);
  return (lot) => errorTwins(text, expected, lot);
}

/** Which of both is asked is known when the test runs. */
function contraryTwins(callee: Node, name: string): Twins | undefined {
  const contrary = CONTRARIES[name];
  if (contrary === undefined || callee.type !== 'MemberExpression' || callee.computed) return undefined;
  const { end: start } = rangeOf(callee.object);
  const { end } = rangeOf(callee.property);
  return (lot) => {
    const truth = truthWriter(lot);
    const written = (value: boolean) => ({
      start,
      end,
      text: `[${truth(value)} ? '${name}' : '${contrary}']`,
    });
    return { impossible: written(false), equal: written(true) };
  };
}
