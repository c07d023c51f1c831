/**
 * What the service sees for the sake of one hidden check: as if its files had been accepted, and sealed, from
 * the start. So they win over whatever the work has at their paths, a run that changes one refuses, and twins
 * are made of them. `sealsTests`: tests and configuration of runners stand there as they were accepted as
 * well. To ask a person about changed ones because this check has read them would be a third answer beside
 * passed and failed, and the program under test could give it. Pure.
 */

import type { Manifest, StateEntry } from '../../states/state-entry.ts';
import { foldersOnTheWay } from '../../tree/folders-on-the-way.ts';
import { type BytePath, toBytePath } from '../../tree/tree-paths.ts';
import type { HiddenFile } from '../../workflows/contract/contract.ts';
import type { PathFilter } from './path-filter.ts';
import { decidedAtStart, type Survey, withSealed } from './survey.ts';

/** Always the same, so that a run cannot tell when its files were sent. */
const MTIME = '946684800.000000000';
const FOLDER: StateEntry = { kind: 'directory', mode: 0o755, mtime: MTIME };
/** What the owner needs of a folder to reach what is in it. */
const OPEN = 0o500;

export function hiddenSurvey(
  survey: Survey,
  files: readonly HiddenFile[],
  { sealsTests = false }: { readonly sealsTests?: boolean } = {},
): Survey {
  if (files.length === 0 && !sealsTests) return survey;
  const entries = new Map(files.map((file) => [toBytePath(file.path), entryOf(file)]));
  const isPlace = placesOf([...entries.keys()], survey.state.manifest);
  const isTest = sealsTests ? undeclaredTests(survey) : () => false;
  const isHiddenPath: PathFilter = (path) => isPlace(path) || isTest(path);
  return withSealed(survey, isHiddenPath, withFiles(survey.accepted, entries));
}

/** Those that a person would be asked about. */
function undeclaredTests({ accepted, decidesChecks, ownership: { isDeclared } }: Survey): PathFilter {
  const decides = decidedAtStart({ accepted, decidesChecks });
  return (path) => decides(path) && isDeclared?.(path) !== true;
}

const entryOf = ({ sha256, sizeBytes, mode }: HiddenFile): StateEntry => ({
  kind: 'file',
  mode: Number.parseInt(mode, 8),
  sha256,
  sizeBytes,
  mtime: MTIME,
});

/**
 * The files, what lies below one of them, and whatever the work has put in the place of a folder that leads
 * to one, or has closed of those.
 */
function placesOf(paths: readonly BytePath[], current: Manifest): PathFilter {
  const files = new Set(paths);
  const inTheWay = new Set(
    paths.flatMap(foldersOnTheWay).filter((folder) => !isOpenFolder(current.get(folder))),
  );
  return (path) =>
    files.has(path) || inTheWay.has(path) || foldersOnTheWay(path).some((above) => files.has(above));
}

const isOpenFolder = (entry: StateEntry | undefined): boolean =>
  entry?.kind === 'directory' && (entry.mode & OPEN) === OPEN;

/** The result is in byte order, as manifests are. */
function withFiles(accepted: Manifest, entries: Manifest): Manifest {
  const all = new Map(
    [...accepted].filter(([path]) => !foldersOnTheWay(path).some((above) => entries.has(above))),
  );
  for (const [path, entry] of entries) {
    for (const folder of foldersOnTheWay(path)) {
      const there = all.get(folder);
      if (isOpenFolder(there)) continue;
      all.set(folder, there?.kind === 'directory' ? { ...there, mode: there.mode | OPEN } : FOLDER);
    }
    all.set(path, entry);
  }
  return new Map([...all].sort(([one], [other]) => (one < other ? -1 : 1)));
}
