/** The programs that a check runs and that the work has not changed, as text. */

import { defined } from '../../../objects/defined.ts';
import { isSameEntry } from '../../../states/compare-entries.ts';
import type { StateStore } from '../../../states/state-store.ts';
import { type BytePath, displayPath, shownPath } from '../../../tree/tree-paths.ts';
import { followCommand } from '../../accepted/started-files.ts';
import type { Survey } from '../../accepted/survey.ts';
import type { ExaminedCheck } from '../../checks/examine.ts';
import { expandScript, type PackageScripts } from '../../twins/runners/expand-script.ts';
import { allDecide, decidingStarts } from '../../twins/trials/ended/deciding-starts.ts';
import { endedLanguageOf, isEntered, type Program, type Programs } from '../../twins/trials/ended/program.ts';
import type { TestFile } from '../../twins/trials/find-twins.ts';
import { acceptedText, mayJudge } from '../judging-files.ts';
import type { InlineProgram } from './inline-program.ts';
import { ownCommand } from './own-command.ts';
import { readBy } from './read-by.ts';

const MAX_FILES = 200;
const MAX_TOTAL_CHARACTERS = 2_000_000;
const PROGRAMS = /\.(?:py|[cm]?[jt]sx?|go|java|c|cc|cpp|cxx|t|pl|pm|(?:ba|z)?sh|txt|rst|md)$/;

/** What was installed ends as it likes, and is no judge of the work. */
const INSTALLED = /(?:^|\/)(?:node_modules|site-packages|\.?venv|vendor)\//;

/** A test may be a program only where nobody declared it as the work. */
export async function readPrograms(
  { check, runs }: Pick<ExaminedCheck, 'check' | 'runs'>,
  {
    accepted,
    plan,
    ownership,
    decidesChecks,
  }: Pick<Survey, 'accepted' | 'plan' | 'ownership' | 'decidesChecks'>,
  states: Pick<StateStore, 'contentOf'>,
  scripts: PackageScripts,
  inline?: InlineProgram,
): Promise<Programs> {
  const read = readBy(runs);
  const isNobodys = mayJudge({ ownership, decidesChecks });
  const textOf = acceptedText({ accepted }, states);
  const command = expandScript(check.command, scripts).command;
  const { outerLines, paths } = await followCommand(command, textOf);
  const unchanged = [...plan.composed.keys()].filter(
    (path) =>
      plan.composed.get(path)?.kind === 'file' && isSameEntry(accepted.get(path), plan.composed.get(path)),
  );
  const started = new Set(decidingStarts(outerLines, unchanged.map(displayPath)));
  const named = new Set(paths.filter((path) => !INSTALLED.test(path)));
  const rank = (path: BytePath): number => {
    const shown = displayPath(path);
    return started.has(shown) ? 0 : named.has(shown) ? 1 : isNobodys(path) ? 2 : 3;
  };
  const likely = unchanged
    .filter((path) => rank(path) < 2 || PROGRAMS.test(displayPath(path)))
    .filter((path) => read === undefined || read.has(path) || started.has(displayPath(path)))
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MAX_FILES);
  const parts: TestFile[] = [];
  let characters = 0;
  for (const path of likely) {
    const text = await textOf(displayPath(path));
    if (text === undefined || endedLanguageOf({ path: displayPath(path), text }) === undefined) continue;
    characters += text.length;
    if (characters > MAX_TOTAL_CHARACTERS) break;
    parts.push({ path: displayPath(path), text });
  }
  const isBuilt = allDecide(outerLines);
  const files = parts.flatMap((part): Program[] => {
    if (started.has(part.path)) return [{ ...part, role: 'started' }];
    if (named.has(part.path)) return [{ ...part, role: 'named' }];
    if (!isEntered(part) || !isNobodys(shownPath(part.path))) return [];
    return [{ ...part, role: isBuilt ? 'entered' : 'named' }];
  });
  const isInline = inline !== undefined && allDecide([inline.around]);
  return {
    files: isInline ? [{ path: inline.path, text: inline.text, role: 'started' }, ...files] : files,
    parts,
    ...defined({ command: inline === undefined ? ownCommand(check.command) : undefined }),
    modules: modulesIn([...plan.composed.keys()].map(displayPath)),
    wantedCode: check.expect.exitCode,
  };
}

/** Folders and files of Python, by the names that an import may begin with. */
const modulesIn = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(paths.filter((path) => path.endsWith('.py')).flatMap((path) => path.slice(0, -3).split('/')));
