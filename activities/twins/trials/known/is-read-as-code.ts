/**
 * Whether a file is loaded as code, or parsed, by what judges: only then it may be written differently
 * without meaning something else. A golden file that is compared byte for byte may hold code as well. Pure.
 */
import type { TestFile } from '../find-twins.ts';

/** A runner finds these by their names. */
const FOUND = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$|[._-](?:test|spec)\.[cm]?[jt]sx?$|_test\.go$/;
const PARSES =
  /\b(?:json|yaml|tomllib|toml)\.(?:loads?|safe_load|full_load|parse)\b|\bJSON\.parse\b|\bYAML\.parse\b/;
const IMPORTS = /\b(?:import|from|require|source|use|mod|include)\b|^\s*\.\s/;
const ASSIGNED = /^\s*(?:const |let |var )?([A-Za-z_$][\w$]*)\s*(?::[^=]+)?=(?!=)/;

/** `started`: the paths of programs that run as they are. `others`: texts that may load or parse the file. */
export function isReadAsCode(path: string, started: readonly string[], others: readonly TestFile[]): boolean {
  if (started.includes(path) || FOUND.test(path)) return true;
  return others.some((other) => other.path !== path && loadsOrParses(other.text, path));
}

function loadsOrParses(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.replace(/\.[^.]+$/, '');
  const lines = text.split('\n');
  if (isData(name)) {
    const naming = lines.filter((line) => hasWord(line, name));
    const kept = naming.flatMap((line) => ASSIGNED.exec(line)?.[1] ?? []);
    return lines.some(
      (line) =>
        (PARSES.test(line) && (hasWord(line, name) || kept.some((each) => hasWord(line, each)))) ||
        (IMPORTS.test(line) && hasWord(line, name)),
    );
  }
  return lines.some((line) => IMPORTS.test(line) && hasWord(line, stem));
}

const isData = (name: string): boolean => /\.(?:json|ya?ml|toml)$/.test(name);

/** Letters of a longer word are not the word. */
function hasWord(line: string, word: string): boolean {
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1))
    if (!/[\w$-]/.test(line[at - 1] ?? ' ') && !/[\w$-]/.test(line[at + word.length] ?? ' ')) return true;
  return false;
}
