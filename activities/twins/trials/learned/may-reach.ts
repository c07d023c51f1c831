/**
 * Whether work may have learned from its tests what nobody gave it: programs that have no way to more than
 * what they are given are left alone, whatever they answer.
 */
import { languageOfText } from '../../languages.ts';
import { leadsOutInJavascript } from './ways/javascript-ways.ts';
import { leadsOutInPython } from './ways/python-ways.ts';

export interface WorkFile {
  readonly path: string;
  /** Read only when it is asked about; `undefined`: it is no text. */
  readonly readText: () => Promise<string | undefined>;
}

/** Nothing runs these. */
const DOCUMENTS = /\.(?:md|rst|adoc|css)$/i;

export async function mayReach(works: readonly WorkFile[]): Promise<boolean> {
  const paths = new Set(works.map(({ path }) => path));
  for (const { path, readText } of works)
    if (!DOCUMENTS.test(path) && leadsOut(path, await readText(), paths)) return true;
  return false;
}

function leadsOut(path: string, text: string | undefined, works: ReadonlySet<string>): boolean {
  if (text === undefined) return true;
  switch (languageOfText(path, text)) {
    case 'python':
      return leadsOutInPython(path, text, works);
    case 'javascript':
      return leadsOutInJavascript(path, text, works);
    default:
      // Every language opens files somehow.
      return true;
  }
}
