/** Programs that a check runs, as texts that were accepted. Shapes, and which language each is in. */
import { isShellScript, languageOfText } from '../../languages.ts';
import type { TestFile } from '../find-twins.ts';
import { C, GO, hasCMain, hasGoMain, hasJavaMain, JAVA } from './compiled.ts';
import type { EndedLanguage } from './ending.ts';
import { JAVASCRIPT } from './javascript.ts';
import { PYTHON } from './python.ts';
import { PERL, SHELL, TEXT_EXAMPLES } from './scripts.ts';

export interface Program extends TestFile {
  /**
   * `started`: the command gets its exit code, and starts it by its name. `named`: it starts it, and only
   * runs can tell whether its exit code decides. `entered`: where a build or a runner that finds files runs
   * it, it has the first word; only a run can tell whether one does.
   */
  readonly role: 'started' | 'named' | 'entered';
}

export interface Programs {
  readonly files: readonly Program[];
  /** What they may be made of: files that the check read and that the work has not changed. */
  readonly parts: readonly TestFile[];
  /** The command itself, where its shell may load the work or look for programs there. */
  readonly command?: TestFile;
  /** Names under which files of the workspace may be imported, the work among them. */
  readonly modules: ReadonlySet<string>;
  /** The check's exit code where it passes. */
  readonly wantedCode: number;
}

/** `undefined` for a language whose programs are not known. */
export function endedLanguageOf({ path, text }: TestFile): EndedLanguage | undefined {
  switch (languageOfText(path, text)) {
    case 'python':
      return PYTHON;
    case 'javascript':
      return JAVASCRIPT;
    case 'go':
      return GO;
    case 'java':
      return JAVA;
    default:
      break;
  }
  if (/\.(?:c|cc|cpp|cxx)$/.test(path)) return C;
  if (isShellScript(path, text)) return SHELL;
  if (/\.(?:t|pl|pm)$/.test(path)) return PERL;
  return /\.(?:txt|rst|md)$/.test(path) && /^\s*>>> /m.test(text) ? TEXT_EXAMPLES : undefined;
}

/** Whether a file is a whole program where something else builds or finds it. */
export const isEntered = ({ path, text }: TestFile): boolean =>
  (path.endsWith('.go') && hasGoMain(text)) ||
  (path.endsWith('.java') && hasJavaMain(text)) ||
  (/\.(?:c|cc|cpp|cxx)$/.test(path) && hasCMain(text)) ||
  path.endsWith('.t');
