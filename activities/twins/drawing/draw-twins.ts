/** Expectations found in files → the twins that a request asked for. */
import type { Mutation, MutationReply, MutationRequest } from '../mutation.ts';
import { type Chosen, type FoundFile, inDrawnOrder } from './choose.ts';
import type { Edit, TwinEdits } from './expectation.ts';
import { type Aim, createLots } from './lot.ts';
import { isNamedIn } from './named-in.ts';
import { createRandom, type Random } from './random.ts';

type FileReading =
  | { readonly ok: true; readonly file: FoundFile }
  | { readonly ok: false; readonly path: string; readonly reason: string };

/** An expectation that is written otherwise in every twin. */
interface Place extends Chosen {
  /** First the one whose equal edit stands in the file, then others that are impossible. */
  readonly drawn: readonly TwinEdits[];
}

export function drawTwins(
  { seed, places, said, atOnce, only }: MutationRequest,
  readings: readonly FileReading[],
): MutationReply {
  const files = readings.flatMap((reading) => (reading.ok ? [counted(reading.file, said)] : []));
  const random = createRandom(seed);
  const lotFor = createLots(random);
  for (const file of files) for (const each of file.expectations) each.twins(lotFor('near'));
  const order = inDrawnOrder(files, said, random);
  const first = random.integer(0, 1);
  const chosen: Place[] = [];
  for (const each of order) {
    if (chosen.length === places) break;
    const aims: readonly Aim[] =
      (chosen.length + first) % 2 === 0 ? ['near', 'elsewhere'] : ['elsewhere', 'near'];
    const place = { ...each, drawn: aims.map((aim) => each.expectation.twins(lotFor(aim))) };
    if (!chosen.some((other) => overlap(place, other))) chosen.push(place);
  }
  const write = writerOf(chosen, random);
  const both = [0, 1].flatMap((turn) =>
    chosen.flatMap((place) => {
      const edit = place.drawn[turn]?.impossible;
      const isNew = edit !== undefined && (turn === 0 || !isSame(edit, place.drawn[0]?.impossible));
      return isNew ? [write(place.file, place, edit)] : [];
    }),
  );
  return {
    expectations: files.reduce((sum, file) => sum + file.expectations.length, 0),
    impossible: both.slice(0, places),
    equal: [...new Set(chosen.map(({ file }) => file))].map((file) => write(file)),
    ...(atOnce ? { together: togetherOf(chosen, only, random) } : {}),
    unread: readings.flatMap((reading) =>
      reading.ok ? [] : [{ path: reading.path, reason: reading.reason }],
    ),
  };
}

/** Each file with these changes at once; every other place means the same. */
function togetherOf(places: readonly Place[], only: MutationRequest['only'], random: Random): Mutation[] {
  const wanted = ({ file: { path, text }, expectation: { line }, drawn }: Place): Edit | undefined => {
    const edits = drawn.map(({ impossible }) => impossible);
    const isWanted = (edit: Edit): boolean =>
      only?.some((one) => one.path === path && one.line === line && one.what === changeOf(text, edit)) ??
      true;
    return edits.find(isWanted);
  };
  const written = places.map((place): Place => {
    const [first] = place.drawn;
    const impossible = wanted(place);
    return first === undefined || impossible === undefined
      ? place
      : { ...place, drawn: [{ impossible, equal: impossible }] };
  });
  const write = writerOf(written, random);
  return [...new Set(places.map(({ file }) => file))].map((file) => write(file));
}

/** Its expectations without those of cases that may be skipped and that nothing says to have run. */
const counted = (file: FoundFile, said: string): FoundFile => ({
  ...file,
  expectations: file.expectations.filter(
    ({ isSkippable, line, testCase }) =>
      isSkippable !== true || isNamedIn(said, { path: file.path, line, testCase }),
  ),
});

const isSame = (one: Edit, other: Edit | undefined): boolean =>
  one.start === other?.start && one.text === other.text;

/** Two that share a piece of the file cannot both be written otherwise. */
const overlap = (one: Place, other: Place): boolean =>
  one.file === other.file &&
  editsOf(one).some((a) => editsOf(other).some((b) => a.start <= b.end && b.start <= a.end));

const editsOf = ({ drawn }: Place): Edit[] =>
  drawn.flatMap(({ impossible, equal }) => (equal === null ? [impossible] : [impossible, equal]));

/** The file with all its places written otherwise; with `changed`, that one impossibly. */
const writerOf =
  (places: readonly Place[], random: Random) =>
  (file: FoundFile, changed?: Place, impossible?: Edit): Mutation => {
    const { path, text } = file;
    const own = places.filter((place) => place.file === file);
    const edits = own.flatMap((place) => (place === changed ? [] : (place.drawn[0]?.equal ?? [])));
    const shown = impossible ?? edits[0];
    const written = withEdits(text, impossible === undefined ? edits : [...edits, impossible]);
    const { line = 1, testCase = null } = changed?.expectation ?? { line: own[0]?.expectation.line };
    const rest = impossible === undefined && edits.length > 1 ? `, and ${edits.length - 1} more` : '';
    return {
      path,
      line,
      testCase,
      what: `${shown === undefined ? 'a comment' : changeOf(text, shown)}${rest}`,
      // All kinds get a last comment, so that its presence tells nothing. `//` is a comment in all languages
      // that come here.
      text: `${written}${written.endsWith('\n') ? '' : '\n'}\n// ${random.letters(6)} ${random.letters(4)}\n`,
    };
  };

const withEdits = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((one, other) => other.start - one.start)
    .reduce((result, edit) => `${result.slice(0, edit.start)}${edit.text}${result.slice(edit.end)}`, text);

function changeOf(text: string, edit: Edit): string {
  const before = oneLine(text.slice(edit.start, edit.end));
  return before === '' ? `added ${oneLine(edit.text)}` : `${before} → ${oneLine(edit.text) || 'nothing'}`;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 40)} … ${line.slice(-38)}` : line;
}
