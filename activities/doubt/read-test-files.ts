/**
 * The tests that a check has read, as text, for twins to be made of: what was accepted, and apart from it
 * what the work added.
 */

import { isSameEntry } from '../../states/compare-entries.ts';
import type { StateStore } from '../../states/state-store.ts';
import { type BytePath, displayPath, shownPath, utf8Path } from '../../tree/tree-paths.ts';
import type { Survey } from '../accepted/survey.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import type { PackageScripts } from '../twins/runners/expand-script.ts';
import type { TestFile } from '../twins/trials/find-twins.ts';
import { startedTests } from '../twins/trials/started-tests.ts';
import { testFilesOf } from '../twins/trials/test-files.ts';
import { unopenedTests } from '../twins/trials/unopened-tests.ts';
import { acceptedText, mayJudge } from './judging-files.ts';
import { namedTests } from './programs/named-tests.ts';
import { readBy } from './programs/read-by.ts';
import { readSealedTests, type SealedTests } from './read-sealed-tests.ts';

const MAX_FILE_BYTES = 1024 * 1024;

export interface ReadTestFiles extends SealedTests {
  readonly files: readonly TestFile[];
  /**
   * They are the work's, where a contract does not declare it; whoever writes a hundred honest tests dilutes
   * the one that decides.
   */
  readonly addedFiles: readonly TestFile[];
  /**
   * Sealed ones that the command starts by name, or that its runner would find, and that no passing run has
   * opened.
   */
  readonly unreadTests: readonly string[];
}

/** `hidesReads`: sealed files are mounted read-only, so that reading one leaves no trace. */
export async function readTestFiles(
  { check, runs, known }: Pick<ExaminedCheck, 'check' | 'runs' | 'known'>,
  {
    accepted,
    plan,
    ownership,
    decidesChecks,
  }: Pick<Survey, 'accepted' | 'plan' | 'ownership' | 'decidesChecks'>,
  states: Pick<StateStore, 'contentOf'>,
  scripts: PackageScripts,
  hidesReads = false,
): Promise<ReadTestFiles> {
  const { isProtected } = ownership;
  const mayTest = mayJudge({ ownership, decidesChecks });
  const now = hidesReads ? undefined : readBy(runs);
  // What was read without the work and is not now, the work may have kept from being read.
  const read = now === undefined ? undefined : new Set([...now, ...(known.readBefore ?? []).map(shownPath)]);
  const isAccepted = (path: BytePath): boolean => isSameEntry(accepted.get(path), plan.composed.get(path));
  const readOnes = [...plan.composed.keys()].filter(
    (path) => plan.composed.get(path)?.kind === 'file' && (read === undefined || read.has(path)),
  );
  const named = await namedTests(
    check.command,
    scripts,
    readOnes.filter((path) => !mayTest(path) && isAccepted(path)).map(displayPath),
    acceptedText({ accepted }, states),
  );
  const candidates = readOnes.filter((path) => mayTest(path) || named.has(displayPath(path)));
  const textsOf = async (paths: readonly BytePath[]): Promise<TestFile[]> => {
    const files: TestFile[] = [];
    for (const path of testFilesOf(check.command, paths.map(displayPath))) {
      const text = await textOf(shownPath(path), plan.composed, states);
      if (text !== undefined) files.push({ path, text });
    }
    return files;
  };
  const isUnread = (path: BytePath): boolean =>
    now !== undefined &&
    !now.has(path) &&
    plan.composed.get(path)?.kind === 'file' &&
    isProtected(path) &&
    isAccepted(path);
  // Few are started, so that the patterns are asked of these alone.
  const started = startedTests(check.command, scripts, [...plan.composed.keys()].map(displayPath));
  const unread = started.filter((path) => isUnread(shownPath(path)));
  const unopened = (opened: ReadonlySet<BytePath>): string[] =>
    unopenedTests({
      command: check.command,
      scripts,
      paths: [...plan.composed.keys()].map(displayPath),
      accepted: [...plan.composed.keys()]
        .filter((path) => plan.composed.get(path)?.kind === 'file' && mayTest(path) && isAccepted(path))
        .map(displayPath),
      isSealed: (path) => isProtected(shownPath(path)),
      isOpened: (path) => opened.has(shownPath(path)),
    });
  return {
    ...(await readSealedTests({
      command: check.command,
      scripts,
      paths: [...plan.composed.keys()]
        .filter((path) => plan.composed.get(path)?.kind === 'file' && mayTest(path) && isAccepted(path))
        .map(displayPath),
      isOpened: (path) => now?.has(shownPath(path)) ?? true,
      textOf: acceptedText({ accepted }, states),
    })),
    unreadTests: unread.length > 0 || now === undefined ? unread : unopened(now),
    files: await textsOf(candidates.filter(isAccepted)),
    addedFiles: await textsOf(candidates.filter((path) => !isAccepted(path))),
  };
}

/** `undefined` for what is no text, or a large file. */
async function textOf(
  path: BytePath,
  composed: Survey['plan']['composed'],
  states: Pick<StateStore, 'contentOf'>,
): Promise<string | undefined> {
  const entry = composed.get(path);
  const content = entry?.kind === 'file' ? await states.contentOf(entry.sha256, MAX_FILE_BYTES) : undefined;
  const text = content?.toString('utf8');
  const isText = text !== undefined && content !== undefined && Buffer.from(text).equals(content);
  return isText && utf8Path(path) !== undefined ? text : undefined;
}
