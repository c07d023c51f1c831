/** What checks have read and started, and the texts of it as they were accepted and as they are. */

import type { Manifest } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { type BytePath, displayPath, shownPath } from '../../tree/tree-paths.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import { followCommand } from '../accepted/started-files.ts';
import type { Survey } from '../accepted/survey.ts';
import { isToolCache } from '../accepted/tool-caches.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { languageOf } from '../twins/languages.ts';

export type LookedSurvey = Pick<Survey, 'accepted' | 'plan' | 'ownership' | 'decidesChecks'>;

export interface LookedFiles {
  readonly survey: LookedSurvey;
  /** Whether a visible check has opened it, with the work or before; `true` where that is not known. */
  isRead(path: string): boolean;
  /** What was read, tests and what tools keep aside; `undefined` where that is not known. */
  readonly besideTests: readonly string[] | undefined;
  /** All command lines that visible checks come to, and the files that they start. */
  readonly lines: readonly string[];
  readonly started: readonly string[];
  /** The same command lines by the texts as they are now. */
  readonly linesNow: readonly string[];
  /** `undefined` where there is no such file, or a very large one. */
  was(path: string): Promise<string | undefined>;
  is(path: string): Promise<string | undefined>;
}

const MAX_BYTES = 1024 * 1024;

/** A hidden check counts for nothing here: a question because of what it read would be a third answer. */
export async function lookedFiles(
  examined: readonly Pick<ExaminedCheck, 'check' | 'runs' | 'known'>[],
  survey: LookedSurvey,
  states: Pick<StateStore, 'contentOf'>,
): Promise<LookedFiles> {
  const visible = examined.filter(({ check }) => !isHidden(check));
  const reads = visible.flatMap(({ runs }) => runs.map((run) => run.reads));
  const isWhole = reads.every((each) => each.known && each.count <= each.files.length);
  const read = new Set([
    ...reads.flatMap((each) => (each.known ? [...each.files, ...each.changed] : [])),
    ...visible.flatMap(({ known }) => known.readBefore ?? []),
  ]);
  const textIn =
    (manifest: Manifest) =>
    async (path: string): Promise<string | undefined> => {
      const entry = manifest.get(shownPath(path));
      const content = entry?.kind === 'file' ? await states.contentOf(entry.sha256, MAX_BYTES) : undefined;
      return content?.toString('utf8');
    };
  const was = textIn(survey.accepted);
  const is = textIn(survey.plan.composed);
  const now = await Promise.all(visible.map(({ check }) => followCommand(check.command, is)));
  const followed = await Promise.all(visible.map(({ check }) => followCommand(check.command, was)));
  return {
    survey,
    isRead: (path) => !isWhole || read.has(path),
    besideTests: isWhole
      ? [...read].filter((path) => {
          const own = shownPath(path);
          return !survey.decidesChecks(own) && !isMadeByTools(own);
        })
      : undefined,
    lines: followed.flatMap(({ lines }) => lines),
    linesNow: now.flatMap(({ lines }) => lines),
    started: followed.flatMap(({ paths }) => paths),
    was,
    is,
  };
}

/** Accepted files with another text now, or none; what is sealed is another rule's, and what tools keep. */
export const changedAccepted = ({ accepted, plan, ownership }: LookedSurvey): string[] =>
  [...accepted.keys()].filter((path) => isChanged(path, { accepted, plan, ownership })).map(displayPath);

function isChanged(
  path: BytePath,
  { accepted, plan, ownership }: Omit<LookedSurvey, 'decidesChecks'>,
): boolean {
  const [was, is] = [accepted.get(path), plan.composed.get(path)];
  const isOther = was?.kind === 'file' && (is?.kind !== 'file' || is.sha256 !== was.sha256);
  return isOther && !ownership.isProtected(path) && !isMadeByTools(path);
}

/** What is installed or kept by tools comes and goes, tests of its own included. */
export const isMadeByTools = (path: BytePath): boolean =>
  isToolCache(path) || /(?:^|\/)(?:node_modules|\.?venv|site-packages|\.tox|\.git)\//.test(path);

/** Whether its name says that it is a program of some language. */
export const isProgram = (path: string): boolean =>
  languageOf(path) !== undefined ||
  /\.(?:sh|rb|pl|pm|php|lua|c|cc|cpp|cxx|h|hpp|cs|fs|kt|kts|swift|ex|exs|hs|ml|scala|zig|d|nim|jl|clj|rkt|r|dart)$/i.test(
    path,
  );

/** Whether a command names a file: by its path, its name, or as a module. */
export function isNamed(path: string, { lines, started }: Pick<LookedFiles, 'lines' | 'started'>): boolean {
  const bare = path.replace(/\.\w+$/, '');
  const words = new Set([
    path,
    bare.replaceAll('/', '.'),
    path.replace(/^.*\//, ''),
    bare.replace(/^.*\//, ''),
  ]);
  const isSaid = lines.some((line) =>
    line.split(/[\s'"=;&|()<>]+/).some((word) => words.has(word.replace(/^(?:\.\/)+|::.*$/g, ''))),
  );
  return isSaid || started.includes(path);
}
