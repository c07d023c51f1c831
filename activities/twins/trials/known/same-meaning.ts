/** Files written differently with the same meaning, by a comment or blanks behind the last line. Pure. */
import type { Random } from '../../drawing/random.ts';
import { isShellScript, languageOf } from '../../languages.ts';
import type { TestFile } from '../find-twins.ts';

/** `undefined` for what may mean something by every character, such as a text that is compared. */
export function sameMeaning({ path, text }: TestFile, random: Random): string | undefined {
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  if (path.endsWith('.json')) return `${whole}${' \n'.repeat(random.integer(1, 40))}`;
  const mark = markOf({ path, text });
  return mark === undefined ? undefined : `${whole}${mark} ${random.letters(9)}\n`;
}

function markOf({ path, text }: TestFile): '#' | '//' | undefined {
  const language = languageOf(path);
  if (language === 'python' || isShellScript(path, text) || /\.(?:ya?ml|toml|rb)$/.test(path))
    return /^__END__$/m.test(text) ? undefined : '#';
  return language !== undefined || /\.(?:c|cc|cpp|cxx|h|hpp|kt|swift|cs)$/.test(path) ? '//' : undefined;
}
