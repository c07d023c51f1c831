/** Assertions of Rust tests that can be changed. */
import type { Edit, Expectation, Standing, TwinEdits } from '../drawing/expectation.ts';
import type { Lot } from '../drawing/lot.ts';
import { attributesBefore, conditionsBefore, nameBefore } from './context.ts';
import { type ExpectedLeaf, expectedLeavesOf } from './expected-leaves.ts';
import { isGroup, isMark, isWord, lex, type RustToken, separated } from './lexer.ts';
import { literalTwins, rustTruthWriter } from './literals.ts';

interface Place {
  readonly modules: readonly string[];
  readonly testCase: string | null;
  readonly standing: Standing;
  /** They are tests, and not taken out of them. */
  readonly counts: boolean;
}

type Twins = (lot: Lot) => TwinEdits;

/** Throws what the lexer says of a text that is no Rust. */
export function findRustExpectations(path: string, text: string): Expectation[] {
  const found: Expectation[] = [];
  const add = (token: RustToken, place: Place, twins: Twins | undefined): void => {
    if (twins === undefined || !place.counts) return;
    const line = text.slice(0, token.start).split('\n').length;
    found.push({ line, testCase: place.testCase, standing: place.standing, twins });
  };
  const search = (tokens: readonly RustToken[], place: Place): void => {
    let here = place;
    tokens.forEach((token, index) => {
      if (token.kind !== 'group') return;
      const name = isMark(tokens[index - 1], '!') ? tokens[index - 2] : undefined;
      if (name?.kind === 'word' && name.text.includes('assert'))
        add(name, here, assertionTwins(text, name, token));
      else if (!isMacroDefinition(tokens, index)) search(token.inner, inside(tokens, index, here, add));
      if (mayLeave(tokens, index)) here = { ...here, standing: 'unlikely' };
    });
  };
  const isTestFile = /(?:^|\/)tests\//.test(path);
  search(lex(text), { modules: [], testCase: null, standing: 'maybe', counts: isTestFile });
  return found;
}

/** `if env::var("NET").is_err() { return; }`: what follows may not be come to. */
const mayLeave = (tokens: readonly RustToken[], index: number): boolean =>
  isGroup(tokens[index], '{') && conditionsBefore(tokens, index) && hasReturn(tokens[index]);

const hasReturn = (token: RustToken | undefined): boolean =>
  token?.kind === 'group' && token.inner.some((each) => isWord(each, 'return') || hasReturn(each));

const isMacroDefinition = (tokens: readonly RustToken[], index: number): boolean =>
  isMark(tokens[index - 2], '!') && isWord(tokens[index - 3], 'macro_rules');

/** The place within the brackets at `index`. */
function inside(
  tokens: readonly RustToken[],
  index: number,
  place: Place,
  add: (token: RustToken, place: Place, twins: Twins | undefined) => void,
): Place {
  if (isWord(tokens[index - 1], 'catch_unwind')) return { ...place, counts: false };
  if (!isGroup(tokens[index], '{')) return place;
  const module = nameBefore(tokens, index, 'mod');
  const attributes = attributesBefore(tokens, index);
  const isOff = attributes.some(
    ({ words }) => words[0] === 'ignore' || (words[0] === 'cfg' && words[1] !== 'test'),
  );
  if (module !== undefined) {
    const isTests = attributes.some(({ words }) => words[0] === 'cfg' && words[1] === 'test');
    return { ...place, modules: [...place.modules, module], counts: !isOff && (place.counts || isTests) };
  }
  const name = nameBefore(tokens, index, 'fn');
  if (name === undefined) {
    return conditionsBefore(tokens, index) ? { ...place, standing: 'unlikely' } : place;
  }
  const isTest = attributes.some(
    ({ words }) => ['test', 'rstest', 'test_case'].includes(words.at(-1) ?? '') || words.includes('test'),
  );
  const isCase = isTest && !attributes.some(({ words }) => words[0] === 'cfg' && words[1] !== 'test');
  if (!isCase) return { ...place, standing: 'maybe', counts: place.counts && !isOff };
  const own: Place = {
    ...place,
    testCase: [...place.modules, name].join('::'),
    standing: 'sure',
    counts: !isOff,
  };
  const panic = attributes.find(({ words }) => words[0] === 'should_panic');
  if (panic === undefined) return own;
  add(panic.group, own, panicTwins(panic.group));
  // A failed assertion would be the panic that the test waits for.
  return { ...own, counts: false };
}

/** `#[should_panic(expected = "…")]`: other words; without words, no panic expected. */
function panicTwins(attribute: RustToken): Twins {
  const words = attribute.inner.flatMap((token) => token.inner).find((token) => token.kind === 'string');
  const expected = /^"([^"\\]{2,})"$/.exec(words?.text ?? '')?.[1];
  return (lot) => {
    if (words === undefined)
      return {
        impossible: { start: attribute.start, end: attribute.end, text: '[allow(unused)]' },
        equal: null,
      };
    const written = (text: string): Edit => ({ start: words.start, end: words.end, text: `"${text}"` });
    if (expected === undefined) return { impossible: written(lot.letters(16)), equal: null };
    // A part of what is expected is expected as well: both are other texts than the one that stands there.
    const part = expected.slice(0, -1);
    return { impossible: written(lot.nearText(part)), equal: written(part) };
  };
}

function assertionTwins(text: string, name: RustToken, group: RustToken): Twins | undefined {
  const kind = /(?:^|_)assert(_eq|_ne|)$/.exec(name.text)?.[1];
  const [first, second] = separated(group.inner);
  if (kind === undefined || first === undefined) return undefined;
  if (kind === '') return conditionTwins(text, first);
  if (second === undefined) return undefined;
  const leaves = kind === '_eq' ? literalSide(first, second) : [];
  const turned = isStandard(name)
    ? comparedTwins(text, name, first, second, kind === '_eq')
    : contraryTwins(text, name, second, kind);
  return (lot) => leafTwins(leaves, lot) ?? turned(lot);
}

const isStandard = (name: RustToken): boolean => /^(?:debug_)?assert_(?:eq|ne)$/.test(name.text);

/** A macro of a package has another one that says the contrary. */
const contraryTwins =
  (text: string, name: RustToken, second: readonly RustToken[], kind: string): Twins =>
  () => ({
    impossible: {
      start: name.start,
      end: name.end,
      text: name.text.replace(kind, kind === '_eq' ? '_ne' : '_eq'),
    },
    equal: wrapped(text, second, '(', ')'),
  });

/** Whether two values are equal, asked by one assertion for both, so that its name does not tell which. */
function comparedTwins(
  text: string,
  name: RustToken,
  first: readonly RustToken[],
  second: readonly RustToken[],
  isEqual: boolean,
): Twins {
  const source = (tokens: readonly RustToken[]): string =>
    text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
  const asked = `${name.text.replace(/_(?:eq|ne)$/, '')}!(((${source(first)}) == (${source(second)})) == `;
  return (lot) => {
    const truth = rustTruthWriter(lot);
    const written = (value: boolean): Edit => ({
      start: name.start,
      end: second.at(-1)?.end ?? name.end,
      text: `${asked}${truth(value)}`,
    });
    return { impossible: written(!isEqual), equal: written(isEqual) };
  };
}

function literalSide(left: readonly RustToken[], right: readonly RustToken[]): ExpectedLeaf[] {
  const ofRight = expectedLeavesOf(right);
  return ofRight.length > 0 ? ofRight : expectedLeavesOf(left);
}

/** `assert!(a == 5)`: the literal of the comparison; else the whole condition turned round. */
function conditionTwins(text: string, condition: readonly RustToken[]): Twins {
  const turned = (lot: Lot): TwinEdits => {
    const written = rustTruthWriter(lot);
    const compared = (truth: boolean): Edit => wrapped(text, condition, `${written(truth)} == (`, ')');
    return { impossible: compared(false), equal: compared(true) };
  };
  const at = condition.findIndex((token) => isMark(token, '=='));
  const isAlone = !condition.some((token) => isMark(token, '&&', '||', '|', '!'));
  const leaves = at > 0 && isAlone ? literalSide(condition.slice(0, at), condition.slice(at + 1)) : [];
  return (lot) => leafTwins(leaves, lot) ?? turned(lot);
}

function leafTwins(leaves: readonly ExpectedLeaf[], lot: Lot): TwinEdits | undefined {
  const leaf = lot.pick(leaves);
  const written = leaf && literalTwins(leaf.token, leaf.isNegative, lot);
  if (!leaf || !written) return undefined;
  const range = { start: leaf.start, end: leaf.token.end };
  return {
    impossible: { ...range, text: written.impossible },
    equal: written.equal === null ? null : { ...range, text: written.equal },
  };
}

function wrapped(text: string, tokens: readonly RustToken[], before: string, after: string): Edit {
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? 0;
  return { start, end, text: `${before}${text.slice(start, end)}${after}` };
}
