/** Which language a file's name tells. Pure. */
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

/** Whether a file is a script of a shell, by its name or its first line. */
export const isShellScript = (path: string, text: string): boolean =>
  /^#!.*\b(?:ba|da|k|z)?sh\b/.test(text) || /\.(?:ba|z)?sh$/.test(path);
