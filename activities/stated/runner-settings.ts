/** What of a file of settings tells a runner what to run, and how. Pure. */
import { posix } from 'node:path';

/** These say nothing else. */
const WHOLE =
  /^(?:conftest\.py|\.?pytest\.ini|\.mocharc\b.*|(?:jest|vitest|playwright)\.config\.\w+|karma\.conf\.\w+|\.rspec|\.npmrc|phpunit\.xml(?:\.dist)?|nextest\.toml)$/;
const SECTIONED = /^(?:pyproject\.toml|setup\.cfg|tox\.ini|Cargo\.toml)$/;
const SECTION = /pytest|unittest|testenv|\[\[test|profile\.test/;
const KEYS = ['jest', 'mocha', 'ava', 'tap', 'vitest', 'nyc', 'config', 'overrides', 'resolutions', 'pnpm'];
const MAKE = /^(?:GNUm|[mM])akefile$|\.mk$/;
/** They mean something for every recipe. */
const EVERY_RECIPE =
  /^\s*(?:export\s+|override\s+)*(?:SHELL|\.SHELLFLAGS|MAKEFLAGS)\b|^\.(?:IGNORE|ONESHELL|SILENT)|^-?include\b|^define\b/;

/** The text is there to be compared; recipes and scripts are followed by the commands that start them. */
export function runnerSettings(path: string, text: string): string {
  const name = posix.basename(path);
  if (WHOLE.test(name)) return text;
  if (MAKE.test(name)) return linesWhere(text, (line) => EVERY_RECIPE.test(line));
  if (SECTIONED.test(name)) return sections(text);
  return name === 'package.json' ? described(text) : '';
}

/** Whether scripts or recipes stand in it, which commands run by their names. */
export const holdsCommands = (path: string): boolean => {
  const name = posix.basename(path);
  return name === 'package.json' || MAKE.test(name);
};

const linesWhere = (text: string, isWanted: (line: string) => boolean): string =>
  text.split(/\r?\n/).filter(isWanted).join('\n');

function sections(text: string): string {
  let isWanted = false;
  return linesWhere(text, (line) => {
    if (/^\s*\[/.test(line)) isWanted = SECTION.test(line);
    return isWanted && line.trim() !== '';
  });
}

function described(text: string): string {
  try {
    const all: unknown = JSON.parse(text);
    const entries = typeof all === 'object' && all !== null ? Object.entries(all) : [];
    return JSON.stringify(entries.filter(([key]) => KEYS.includes(key)).sort());
  } catch {
    return text;
  }
}
