/** The tests that a check has read, as text, for twins to be made of: what was accepted, never the work. */
import type { Survey } from '../accepted/survey.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import type { StateStore } from '../states/state-store.ts';
import type { TestFile } from '../twins/find-twins.ts';
import { testFilesOf } from '../twins/test-files.ts';
import { type BytePath, displayPath, shownPath, toBytePath } from '../workspace/tree-paths.ts';

const MAX_FILE_BYTES = 1024 * 1024;

/** `hidesReads`: sealed files are mounted read-only, so that reading one leaves no trace. */
export async function readTestFiles(
  { check, runs }: Pick<ExaminedCheck, 'check' | 'runs'>,
  { plan, ownership, decidesChecks }: Pick<Survey, 'plan' | 'ownership' | 'decidesChecks'>,
  states: Pick<StateStore, 'contentOf'>,
  hidesReads = false,
): Promise<TestFile[]> {
  const { isProtected, isDeclared } = ownership;
  // Where no work is declared, any file may be the work; then only what is named like a test is taken for one.
  const mayTest = (path: BytePath): boolean =>
    isProtected(path) || (isDeclared === undefined ? decidesChecks(path) : !isDeclared(path));
  const read = hidesReads ? undefined : readBy(runs);
  const candidates = [...plan.composed].flatMap(([path, { kind }]) =>
    kind === 'file' && mayTest(path) && (read === undefined || read.has(path)) ? [displayPath(path)] : [],
  );
  const files: TestFile[] = [];
  for (const path of testFilesOf(check.command, candidates)) {
    const text = await textOf(shownPath(path), plan.composed, states);
    if (text !== undefined) files.push({ path, text });
  }
  return files;
}

/** `undefined` when it is not known, or not wholly: then every test may have been read. */
function readBy(runs: ExaminedCheck['runs']): ReadonlySet<BytePath> | undefined {
  const paths = new Set<BytePath>();
  for (const { reads } of runs) {
    if (!reads.known || reads.count > reads.files.length) return undefined;
    for (const path of reads.files) paths.add(shownPath(path));
  }
  return paths;
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
  return isText && toBytePath(displayPath(path)) === path ? text : undefined;
}
