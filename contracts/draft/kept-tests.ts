/** Tests that the words want left alone, found where the workspace has them. Pure. */
import { coveredBy, segmentsOf } from '../../workflows/contract/patterns/path-pattern.ts';
import { spellable } from '../../workflows/contract/patterns/pattern-problem.ts';
import type { KnownPaths } from '../../workflows/contract/patterns/unmatched-patterns.ts';
import type { Proposal } from './draft.ts';
import { type Subject, wholeWords } from './words/subject.ts';

/** `without changing the tests`, `do not touch any test`; never over the end of a sentence. */
const LEFT_ALONE =
  /\b(?:without|never|not|don't|leave|keep(?:ing)?)\b[^.;]{0,60}\b(?:tests?|specs?|suite)\b(?:[^.;]{0,20}\b(?:alone|unchanged|untouched|as (?:it is|they are)))?/i;
const CHANGING =
  /\b(?:chang|touch|edit|modify|alter|rewrit|weaken|delet|remov|unchanged|untouched|alone|as they are)/i;

const TEST_FOLDERS: ReadonlySet<string> = new Set(['test', 'tests', '__tests__', 'spec', 'specs']);
const TEST_FILE = /^test_\w*\.py$|_test\.\w+$|\.(?:test|spec)\.\w+$/;
const INSTALLED: ReadonlySet<string> = new Set(['node_modules', '.git', '.venv', 'venv', 'vendor']);
const MAX_PROPOSED = 5;

export function proposeKeptTests(subject: Subject, workspace: KnownPaths | undefined): Proposal[] {
  const [said] = LEFT_ALONE.exec(wholeWords(subject)) ?? [];
  if (workspace === undefined || said === undefined || !CHANGING.test(said)) return [];
  const isProtected = coveredBy(subject.contract.verification?.protectedPaths ?? []);
  return [...new Set(workspace.paths.flatMap(placeOfTests))]
    .filter((pattern) => !isProtected(pattern))
    .slice(0, MAX_PROPOSED)
    .map((value) => ({
      field: 'verification.protectedPaths',
      value,
      reason: `The words want it left alone: "${said}".`,
    }));
}

/** The folder of tests that it lies in, or a pattern for files of its kind. */
function placeOfTests(path: string): string[] {
  const names = segmentsOf(path);
  if (names.some((name) => INSTALLED.has(name))) return [];
  const at = names.findIndex((name, index) => TEST_FOLDERS.has(name) && index < names.length - 1);
  if (at >= 0)
    return [
      `${names
        .slice(0, at + 1)
        .map(spellable)
        .join('/')}/**`,
    ];
  const [ending] = TEST_FILE.exec(names.at(-1) ?? '') ?? [];
  if (ending === undefined) return [];
  return [ending.startsWith('test_') ? '**/test_*.py' : `**/*${ending}`];
}
