/**
 * Tests and configuration of runners that a contract forgot to protect, that were there at the start, were
 * changed, and were read by a check, or are gone: they decide whether it passes, so that a person is asked
 * about them.
 */

import type { StateStore } from '../../states/state-store.ts';
import { type BytePath, displayPath, shownPath } from '../../tree/tree-paths.ts';
import { decidedAtStart, type Survey } from '../accepted/survey.ts';
import { isToolCache } from '../accepted/tool-caches.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import type { RunSettings } from '../checks/run-check.ts';
import { diffSince } from './diff-since.ts';
import { judgingFiles } from './judging-files.ts';

/** All files together have so many; each has its share, so that a long one in front hides none behind it. */
const MAX_DIFF_CHARACTERS = 64_000;
const ONLY_IN_COPY = '(as it was accepted; a check changed it in its copy while it ran)\n';

/**
 * The paths stand as people read them, sorted. Beside what was read and decides by its name these are what a
 * command starts, and whatever decided and is gone, since nothing reads what is not there.
 */
export async function askedOfPerson(
  examined: readonly ExaminedCheck[],
  survey: Pick<Survey, 'accepted' | 'plan' | 'ownership' | 'decidesChecks'>,
  states: Pick<StateStore, 'contentOf'>,
): Promise<string[]> {
  const decides = decidedAtStart(survey);
  const read = examined.flatMap(({ runs }) =>
    runs.flatMap(({ reads }) => (reads.known ? reads.undeclared : [])),
  );
  const judging: string[] = [];
  for (const each of examined)
    judging.push(...(await judgingFiles(each, survey, states)).filter((path) => isOtherText(path, survey)));
  return [
    ...new Set([...read.filter((path) => decides(shownPath(path))), ...judging, ...goneTests(survey)]),
  ].sort();
}

type Compared = Pick<Survey, 'accepted' | 'plan' | 'ownership' | 'decidesChecks'>;

/** Permissions and times alone change nothing that it says. */
function isOtherText(path: string, { accepted, plan, ownership }: Compared): boolean {
  const [was, is] = [accepted.get(shownPath(path)), plan.composed.get(shownPath(path))];
  const isSame = was?.kind === 'file' && is?.kind === 'file' && was.sha256 === is.sha256;
  return !isSame && isNobodys(shownPath(path), ownership);
}

/** Tests and configuration that were files at the start and are none in the copy. Pure. */
function goneTests(survey: Compared): string[] {
  const { accepted, plan, ownership, decidesChecks } = survey;
  return [...accepted.keys()]
    .filter(
      (path) =>
        accepted.get(path)?.kind === 'file' &&
        plan.composed.get(path)?.kind !== 'file' &&
        isNobodys(path, ownership) &&
        !isMadeByTools(path) &&
        decidesChecks(path),
    )
    .map(displayPath);
}

/** Neither sealed nor declared as the work. */
const isNobodys = (path: BytePath, { isProtected, isDeclared }: Survey['ownership']): boolean =>
  !isProtected(path) && isDeclared?.(path) !== true;

/** What is installed or kept by tools comes and goes, tests of its own included. */
const isMadeByTools = (path: BytePath): boolean =>
  isToolCache(path) || /(?:^|\/)(?:node_modules|\.?venv|site-packages|\.tox|\.git)\//.test(path);

/** How they were changed; what cannot be shown is named with the reason. */
export async function diffForPerson(
  paths: readonly string[],
  { accepted, workspace }: Pick<Survey, 'accepted' | 'workspace'>,
  states: Pick<StateStore, 'contentOf'>,
  { sandbox, signal }: RunSettings,
): Promise<string> {
  const parts: string[] = [];
  for (const path of paths) {
    const entry = accepted.get(shownPath(path));
    const diff = await diffSince({ sandbox, states, workspace, path, accepted: entry, signal });
    parts.push(diff.ok ? `${path}\n${diff.isSame ? ONLY_IN_COPY : diff.text}` : `${path}: ${diff.reason}`);
  }
  const share = Math.floor(MAX_DIFF_CHARACTERS / Math.max(1, paths.length));
  return parts.map((part) => (part.length <= share ? part : `${part.slice(0, share)}\n(cut)`)).join('\n');
}
