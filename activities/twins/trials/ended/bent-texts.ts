/** A program, and the parts that it may be made of, with their own exits turned. Pure. */
import type { TestFile } from '../find-twins.ts';
import type { EndedLanguage, Ending } from './ending.ts';
import type { Program } from './program.ts';

/** `text`: the program's own, already turned; there is nothing to place where it has none. */
export function bentTexts(
  text: string | undefined,
  { path }: Program,
  parts: readonly TestFile[],
  language: EndedLanguage,
  ending: Ending,
): TestFile[] {
  if (text === undefined) return [];
  const others = parts.flatMap((part) => {
    const other = language.asPart(part.text, ending);
    return other === part.text ? [] : [{ path: part.path, text: other }];
  });
  return [{ path, text }, ...others];
}
