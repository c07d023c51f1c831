/**
 * Finds work that takes its answers from where its tests have theirs, whatever these are written in: with
 * other expectations it passes, and no longer where only the tests find these.
 */
import { isShellScript } from '../../../languages.ts';
import type { TestFile } from '../../find-twins.ts';
import type { Judges } from '../../held/hold.ts';
import type { ChangedText } from '../../variant.ts';
import type { ColumnPlace } from '../columns/column-place.ts';
import { columnsToDraw } from '../columns/columns-to-draw.ts';
import { drawValues } from '../columns/draw-values.ts';
import type { LearnedQuestion } from '../learned-question.ts';
import { renamedData } from './renamed-data.ts';
import { columnsOfRows, renamedScript } from './renamed-script.ts';
import type { Renaming } from './renaming.ts';

/** What came out once may have done so by chance. */
const ROUNDS = 2;
const MOST_ROWS = 2;

interface Place {
  readonly files: readonly TestFile[];
  readonly column: readonly ColumnPlace[];
  readonly renamed: () => Renaming | undefined;
}

export async function isAnsweredByNames(judges: Judges, question: LearnedQuestion): Promise<boolean> {
  for (const place of placesOf(judges, question)) if (await isTakenFrom(place, question)) return true;
  return false;
}

function placesOf({ first, parts }: Judges, { data, random }: LearnedQuestion): Place[] {
  const scripts = first.filter(({ path, text }) => isShellScript(path, text));
  return [
    ...columnsToDraw(data, random).map((column) => ({
      files: data,
      column,
      renamed: () =>
        renamedData({
          ...{ judges: [...first, ...parts], data, random },
          paths: [...new Set(column.map(({ path }) => path))],
        }),
    })),
    ...scripts.flatMap((script) =>
      columnsOfRows(script)
        .slice(0, MOST_ROWS)
        .map((column) => ({ files: [script], column, renamed: () => renamedScript(script, random) })),
    ),
  ];
}

/** What tests do not look at passes under every name, and so does what they give to the work themselves. */
async function isTakenFrom(
  { files, column, renamed }: Place,
  { random, run }: LearnedQuestion,
): Promise<boolean> {
  if (renamed() === undefined) return false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { changes } = drawValues(files, column, random);
    const other = renamed();
    if (other === undefined || changes.length === 0) return false;
    const followed = await run(changes);
    if (followed?.passed !== true) return false;
    const unchanged = await run([...other.texts, ...placed(files, other)]);
    if (unchanged?.passed !== true) return false;
    const own = new Map(changes.map(({ path, text }) => [path, text]));
    const changed = files.map(({ path, text }) => ({ path, text: own.get(path) ?? text }));
    const apart = await run([...other.texts, ...placed(changed, other)]);
    if (apart === undefined || apart.passed) return false;
  }
  return true;
}

const placed = (files: readonly TestFile[], { pathOf }: Renaming): ChangedText[] =>
  files.flatMap(({ path, text }) => {
    const at = pathOf(path);
    return at === undefined ? [] : [{ path: at, text, like: path }];
  });
