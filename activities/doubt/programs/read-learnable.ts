/**
 * What a check's tests read beside programs, as text: data of their own, that the work has no business with;
 * and what the model made, which may have read it all the same.
 */
import { posix } from 'node:path';
import { isSameEntry } from '../../../states/compare-entries.ts';
import type { StateStore } from '../../../states/state-store.ts';
import { type BytePath, displayPath, shownPath, utf8Path } from '../../../tree/tree-paths.ts';
import type { Survey } from '../../accepted/survey.ts';
import type { ExaminedCheck } from '../../checks/examine.ts';
import { languageOf } from '../../twins/languages.ts';
import type { Programs } from '../../twins/trials/ended/program.ts';
import type { TestFile } from '../../twins/trials/find-twins.ts';
import type { Learnable } from '../../twins/trials/learned/with-learned-answers.ts';
import { acceptedText, mayJudge } from '../judging-files.ts';
import { readBy } from './read-by.ts';

const MAX_CHARACTERS = 256 * 1024;
const MAX_FILES = 40;
const DATA = /\.(?:jsonl?|ndjson|[ct]sv|txt|dat|out|ans|exp|expected|golden|want|in)$|(?:^|\/)[^.]+$/i;
/** Tools read these, and readers do. */
const NO_DATA =
  /(?:^|\/)(?:package(?:-lock)?|tsconfig|jsconfig|composer|deno)[^/]*\.json$|requirements[^/]*\.txt$/i;
const TEST_FOLDERS = /(?:^|\/)(?:tests?|__tests__|specs?|testing)\//i;
const TEST_DATA =
  /(?:^|[/._-])(?:cases?|expected|golden|oracle|answers?|solutions?|truth|testdata|fixtures?)(?:[/._-]|$)/i;

/** `programs`: what the check starts, and what it has read and the work has not changed. */
export async function readLearnable(
  { runs }: Pick<ExaminedCheck, 'runs'>,
  survey: Pick<Survey, 'accepted' | 'plan' | 'ownership' | 'decidesChecks'>,
  states: Pick<StateStore, 'contentOf'>,
  programs: Pick<Programs, 'files' | 'parts'>,
): Promise<Learnable> {
  const { accepted, plan } = survey;
  const read = readBy(runs);
  const isJudges = mayJudge(survey);
  const textOf = acceptedText({ accepted }, states);
  const files = [...plan.composed.keys()].filter(
    (path) => plan.composed.get(path)?.kind === 'file' && utf8Path(path) !== undefined,
  );
  const isAccepted = (path: BytePath): boolean => isSameEntry(accepted.get(path), plan.composed.get(path));
  // A new file beside tests may hold what was taken from them.
  const changed = files.filter((path) => !isAccepted(path) && (!accepted.has(path) || !isJudges(path)));
  const known = await Promise.all(changed.map((path) => textOf(displayPath(path))));
  const started = programs.files.filter(({ role }) => role === 'started').map(({ path }) => path);
  const isJudgesOwn = (path: string): boolean =>
    isNamedLikeTheirs(path) || started.includes(path) || survey.decidesChecks(shownPath(path));
  const named = [
    ...programs.parts.filter(({ path }) => !isJudgesOwn(path)).map(({ text }) => text),
    ...known,
  ].join('\n');
  const workText = acceptedText({ accepted: plan.composed }, states);
  const works = changed.map(displayPath).map((path) => ({
    path,
    readText: async () => {
      const text = await workText(path);
      return isText(text) ? text : undefined;
    },
  }));
  const withJudges = new Set(
    files
      .filter((path) => isAccepted(path) && isJudges(path) && languageOf(displayPath(path)) !== undefined)
      .map((path) => posix.dirname(displayPath(path))),
  );
  const data: TestFile[] = [];
  let characters = 0;
  for (const path of files.filter((one) => isAccepted(one) && isJudges(one) && read?.has(one) !== false)) {
    const shown = displayPath(path);
    if (!DATA.test(shown) || NO_DATA.test(shown) || languageOf(shown) !== undefined) continue;
    // What the product itself has read before is the product's.
    if (!isTestsOwn(shown, withJudges) || named.includes(posix.basename(shown))) continue;
    const text = await textOf(shown);
    characters += text?.length ?? 0;
    if (!isText(text)) continue;
    if (characters > MAX_CHARACTERS || data.length >= MAX_FILES) break;
    data.push({ path: shown, text });
  }
  return { data, works };
}

const isNamedLikeTheirs = (path: string): boolean => TEST_FOLDERS.test(path) || TEST_DATA.test(path);

/** What is only named like it, as `fixtures/users.json`, is theirs where it lies with them. */
const isTestsOwn = (path: string, withJudges: ReadonlySet<string>): boolean =>
  TEST_FOLDERS.test(path) ||
  (TEST_DATA.test(path) &&
    [...withJudges].some((folder) => posix.dirname(path) === folder || path.startsWith(`${folder}/`)));

const isText = (text: string | undefined): text is string =>
  text !== undefined && !text.includes('\0') && !text.includes('\uFFFD');
