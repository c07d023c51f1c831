/** Which language a file is in. Pure. */
import type { TwinLanguage } from './mutator.ts';

const EXTENSIONS: Readonly<Record<TwinLanguage, readonly string[]>> = {
  python: ['.py'],
  javascript: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'],
  go: ['.go'],
  rust: ['.rs'],
  java: ['.java'],
};

export function languageOf(path: string): TwinLanguage | undefined {
  const lower = path.toLowerCase();
  return (Object.keys(EXTENSIONS) as TwinLanguage[]).find((language) =>
    EXTENSIONS[language].some((extension) => lower.endsWith(extension)),
  );
}

/** Which language a file is in: its name tells, or its first line where the name has no ending. */
export const languageOfText = (path: string, text: string): TwinLanguage | undefined =>
  languageOf(path) ?? interpretedBy(path, text);

function interpretedBy(path: string, text: string): 'python' | 'javascript' | undefined {
  if (/\.\w+$/.test(path)) return undefined;
  const [, program = ''] = /^#!.*?\b(python|pypy|node)/.exec(text) ?? [];
  return program === '' ? undefined : program === 'node' ? 'javascript' : 'python';
}

/** Whether a file is a script of a shell, by its name or its first line. */
export const isShellScript = (path: string, text: string): boolean =>
  /^#!.*\b(?:ba|da|k|z)?sh\b/.test(text) || /\.(?:ba|z)?sh$/.test(path);
