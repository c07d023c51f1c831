/** A program with what it compares the work with written otherwise, by its language. */
import type { Random } from '../../drawing/random.ts';
import { isShellScript, languageOfText } from '../../languages.ts';
import type { ComparedTexts } from '../../mutation.ts';
import type { Mutate } from '../../run-mutator.ts';
import type { TestFile } from '../find-twins.ts';
import { comparedInJavascript } from './javascript.ts';
import { comparedInShell } from './shell.ts';

const MAX_SEED = 2 ** 31 - 1;

/** `undefined`: nothing is compared for certain, or its language is not known. */
export async function comparedTexts(
  file: TestFile,
  {
    random,
    mutate,
    signal,
  }: { readonly random: Random; readonly mutate: Mutate; readonly signal?: AbortSignal },
): Promise<ComparedTexts | undefined> {
  const { path, text } = file;
  switch (languageOfText(path, text)) {
    case 'javascript':
      return comparedInJavascript(file, random);
    case 'python': {
      const request = {
        seed: random.integer(0, MAX_SEED),
        files: [{ path, text }],
        places: 0,
        said: '',
        compares: true,
      };
      const asked = await mutate('python', request, signal);
      return asked.ok ? asked.reply.compared?.[0] : undefined;
    }
    default:
      return isShellScript(path, text) ? comparedInShell(file, random) : undefined;
  }
}
