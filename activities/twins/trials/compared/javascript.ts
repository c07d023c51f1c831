/** Programs of JavaScript with what they compare the work with written otherwise. Pure. */
import type { Node } from '@babel/types';
import type { Edit } from '../../drawing/expectation.ts';
import type { Random } from '../../drawing/random.ts';
import { parsedTest, rangeOf } from '../../javascript/syntax.ts';
import type { ComparedTexts } from '../../mutation.ts';
import type { TestFile } from '../find-twins.ts';
import { insertAt } from '../known/equal-writing.ts';
import type { JudgingComparison } from './javascript-place.ts';
import { comparedPlaces } from './javascript-places.ts';

export function comparedInJavascript({ path, text }: TestFile, random: Random): ComparedTexts | undefined {
  const file = parsedTest(path, text);
  if (file === undefined) return undefined;
  const found = comparedPlaces(file.program, path);
  const places = found.filter(
    ({ whole }) => !found.some((other) => other.whole !== whole && holds(other.whole, whole)),
  );
  if (places.length === 0) return undefined;
  const drawn = places.map((place) => written(text, place, random));
  return {
    path,
    unlike: insertAt(
      text,
      drawn.map(({ unlike }) => unlike),
    ),
    equal: insertAt(
      text,
      drawn.map(({ equal }) => equal),
    ),
    satisfied: insertAt(
      text,
      places.map((place) => content(text, place)),
    ),
  };
}

function holds(outer: Node, inner: Node): boolean {
  const [one, other] = [rangeOf(outer), rangeOf(inner)];
  return one.start <= other.start && other.end <= one.end;
}

/** Both are alike but for one comparison of numbers. */
function written(
  text: string,
  place: JudgingComparison,
  random: Random,
): { readonly unlike: Edit; readonly equal: Edit } {
  const [low, high] = [random.integer(10, 499), random.integer(500, 999)];
  const other = place.isDistance
    ? `v + ${random.integer(10 ** 6, 10 ** 8)} * (1 + Math.abs(v))`
    : another(random);
  const range = rangeOf(place.operand);
  const own = text.slice(range.start, range.end);
  const edit = (first: number, second: number): Edit => ({
    ...range,
    text: `((v) => (${first} < ${second} ? v : ${other}))(${own})`,
  });
  return { unlike: edit(high, low), equal: edit(low, high) };
}

/** Numbers are far off, so that none is by chance how many comparisons do not hold; a truth is no truth. */
function another(random: Random): string {
  const [step, word] = [random.integer(2000, 9000), random.letters(9)];
  return `typeof v === 'number' && v + ${step} > v ? v + ${step} : typeof v === 'string' ? v + '${word.slice(0, 3)}' : '${word}'`;
}

/** It begins with a word, so that no line before it is read together with it. */
function content(text: string, { whole, sides, holds: isWanted }: JudgingComparison): Edit {
  const [left, right] = sides.map((side) => text.slice(rangeOf(side).start, rangeOf(side).end));
  return { ...rangeOf(whole), text: `Array.of(${left}, ${right}).length === ${isWanted ? 2 : 3}` };
}
