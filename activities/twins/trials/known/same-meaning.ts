/** Files written differently with the same meaning. Pure. */
import type { Random } from '../../drawing/random.ts';
import { isShellScript, languageOfText } from '../../languages.ts';
import type { TestFile } from '../find-twins.ts';
import { equalByTokens } from './equal-by-tokens.ts';
import { equalJavascript } from './equal-javascript.ts';

/**
 * `whole`: a comment and a statement more inside, and numbers as sums; `longer`: without the sums, which a
 * program that shows its own lines would show; `remarked`: a comment or blanks behind the last line.
 */
export type Manner = (typeof MANNERS)[number];
export const MANNERS = ['whole', 'longer', 'remarked'] as const;

/** `undefined` for what may mean something by every character, such as a text that is compared. */
export function sameMeaning(file: TestFile, random: Random, manner: Manner = 'whole'): string | undefined {
  const { path, text } = file;
  if (path.endsWith('.json')) return `${whole(text)}${' \n'.repeat(random.integer(1, 40))}`;
  const mark = markOf(file);
  if (mark === undefined) return undefined;
  const written = manner === 'remarked' ? undefined : inside(file, { random, hasSums: manner === 'whole' });
  return `${whole(written ?? text)}${mark} ${random.letters(9)}\n`;
}

const whole = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

function inside({ path, text }: TestFile, how: Parameters<typeof equalJavascript>[2]): string | undefined {
  const language = languageOfText(path, text);
  if (language === 'javascript') return equalJavascript(path, text, how);
  if (language !== undefined) return equalByTokens(text, language, how);
  if (isC(path)) return equalByTokens(text, 'c', how);
  const [name, value] = [how.random.letters(9), how.random.integer(1, 999)];
  if (isShellScript(path, text)) return atFirst(text, `${name}=${value}`);
  return /\.(?:pl|pm|t)$/.test(path) ? atFirst(text, `my $${name} = ${value};`) : undefined;
}

const atFirst = (text: string, line: string): string =>
  text.startsWith('#!') ? text.replace('\n', `\n${line}\n`) : `${line}\n${text}`;

const isC = (path: string): boolean => /\.(?:c|cc|cpp|cxx)$/.test(path);

function markOf({ path, text }: TestFile): '#' | '//' | undefined {
  const language = languageOfText(path, text);
  if (language === 'python' || isShellScript(path, text) || /\.(?:ya?ml|toml|rb|pl|pm|t)$/.test(path))
    return /^__(?:END|DATA)__$/m.test(text) ? undefined : '#';
  return language !== undefined || isC(path) || /\.(?:h|hpp|kt|swift|cs)$/.test(path) ? '//' : undefined;
}
