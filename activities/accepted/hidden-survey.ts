/**
 * What the service sees for the sake of one hidden check: as if its files had been accepted, and sealed, from the start. So they win
 * over whatever the work has at their paths, a run that changes one refuses, and twins are made of them. Pure.
 */
import type { HiddenFile } from '../../workflows/contract/contract.ts';
import type { Manifest, StateEntry } from '../states/state-entry.ts';
import { foldersOnTheWay } from '../tree/folders-on-the-way.ts';
import { type BytePath, toBytePath } from '../tree/tree-paths.ts';
import { changedFiles } from './changed-files.ts';
import { planCopy } from './copy-plan.ts';
import type { PathFilter } from './path-filter.ts';
import type { Survey } from './survey.ts';

/** Always the same, so that a run cannot tell when its files were sent. */
const MTIME = '946684800.000000000';
const FOLDER: StateEntry = { kind: 'directory', mode: 0o755, mtime: MTIME };

export function hiddenSurvey(survey: Survey, files: readonly HiddenFile[]): Survey {
  if (files.length === 0) return survey;
  const entries = new Map(files.map((file) => [toBytePath(file.path), entryOf(file)]));
  const isHiddenPath = placesOf([...entries.keys()], survey.state.manifest);
  const accepted = withFiles(survey.accepted, entries);
  const ownership = {
    ...survey.ownership,
    isProtected: (path: BytePath) => isHiddenPath(path) || survey.ownership.isProtected(path),
  };
  const kindOf: Survey['kindOf'] = (path) => (isHiddenPath(path) ? 'protected' : survey.kindOf(path));
  const plan = planCopy(accepted, survey.state.manifest, ownership);
  return {
    ...survey,
    accepted,
    ownership,
    plan,
    kindOf,
    changes: changedFiles(accepted, survey.state.manifest, kindOf),
    changesInCopy: changedFiles(accepted, plan.composed, kindOf),
  };
}

const entryOf = ({ sha256, sizeBytes, mode }: HiddenFile): StateEntry => ({
  kind: 'file',
  mode: Number.parseInt(mode, 8),
  sha256,
  sizeBytes,
  mtime: MTIME,
});

/** The files, what lies below one of them, and whatever the work has put in the place of a folder that leads to one. */
function placesOf(paths: readonly BytePath[], current: Manifest): PathFilter {
  const files = new Set(paths);
  const inTheWay = new Set(
    paths
      .flatMap(foldersOnTheWay)
      .filter((folder) => (current.get(folder)?.kind ?? 'directory') !== 'directory'),
  );
  return (path) =>
    files.has(path) || inTheWay.has(path) || foldersOnTheWay(path).some((above) => files.has(above));
}

/** In byte order, as manifests are. */
function withFiles(accepted: Manifest, entries: Manifest): Manifest {
  const all = new Map(
    [...accepted].filter(([path]) => !foldersOnTheWay(path).some((above) => entries.has(above))),
  );
  for (const [path, entry] of entries) {
    for (const folder of foldersOnTheWay(path))
      if (all.get(folder)?.kind !== 'directory') all.set(folder, FOLDER);
    all.set(path, entry);
  }
  return new Map([...all].sort(([one], [other]) => (one < other ? -1 : 1)));
}
