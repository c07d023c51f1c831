/**
 * Which expectations are changed: spread over the files first, then over the cases of each, by the seed
 * alone.
 */
import type { Expectation, Standing } from './expectation.ts';
import { isNamedIn } from './named-in.ts';
import type { Random } from './random.ts';

export interface FoundFile {
  readonly path: string;
  readonly text: string;
  readonly expectations: readonly Expectation[];
}

export interface Chosen {
  readonly file: FoundFile;
  readonly expectation: Expectation;
}

/**
 * All expectations in the order in which they are to be tried; those behind conditions only where there are
 * no others. What is named in `said` takes every other turn.
 */
export function inDrawnOrder(files: readonly FoundFile[], said: string, random: Random): Chosen[] {
  const sure = [...ofStanding(files, 'sure', random), ...ofStanding(files, 'maybe', random)];
  const likely = sure.length > 0 ? sure : ofStanding(files, 'unlikely', random);
  const isNamed = ({ file: { path }, expectation }: Chosen): boolean =>
    isNamedIn(said, { path, line: expectation.line, testCase: expectation.testCase });
  return interleave([likely.filter(isNamed), likely.filter((each) => !isNamed(each))]);
}

function ofStanding(files: readonly FoundFile[], standing: Standing, random: Random): Chosen[] {
  const queues = random.shuffle(files).map((file) =>
    overCases(
      file.expectations
        .filter((each) => each.standing === standing)
        .map((expectation) => ({ file, expectation })),
      random,
    ),
  );
  return interleave(queues);
}

function overCases(chosen: readonly Chosen[], random: Random): Chosen[] {
  const cases = Map.groupBy(random.shuffle(chosen), ({ expectation }) => expectation.testCase);
  return interleave([...cases.values()]);
}

/** First of each, second of each, and so on. */
function interleave<T>(queues: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, index) =>
    queues.flatMap((queue) => queue.slice(index, index + 1)),
  ).flat();
}
