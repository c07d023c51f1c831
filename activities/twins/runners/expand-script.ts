/** What a script of a package runs: `npm test` as the commands behind it. Pure. */
import { splitCommand } from '../../../workflows/contract/command-line/command-words.ts';

/** The scripts of a `package.json` that the work has not changed, by their names. */
export type PackageScripts = Readonly<Record<string, string>>;

export interface ExpandedCommand {
  readonly command: string;
  /** It is written before a part of it that is run alone: what the package has installed is found there. */
  readonly prefix: string;
}

const MANAGERS = new Set(['npm', 'pnpm', 'yarn']);
const QUIET = new Set(['-s', '--silent', '--quiet', '--']);
const PACKAGE_PATH = 'export PATH="$PWD/node_modules/.bin:$PATH"; ';

/** The command as it is where it is something else, or has further arguments. */
export function expandScript(command: string, scripts: PackageScripts): ExpandedCommand {
  const name = scriptName(command);
  const body = name === undefined || !Object.hasOwn(scripts, name) ? undefined : scripts[name];
  if (body === undefined) return { command, prefix: '' };
  const around = [scripts[`pre${name}`], body, scripts[`post${name}`]];
  return { command: around.filter((part) => part !== undefined).join(' && '), prefix: PACKAGE_PATH };
}

/** `npm test`, `npm run unit --silent`, `yarn unit`. */
function scriptName(command: string): string | undefined {
  const [only, ...more] = splitCommand(command);
  if (only === undefined || more.length > 0) return undefined;
  const [manager = '', ...words] = only.words.filter((word) => !QUIET.has(word));
  if (!MANAGERS.has(manager)) return undefined;
  const [first, second, third] = words;
  if (first === 'run' || first === 'run-script') return third === undefined ? second : undefined;
  if (second !== undefined) return undefined;
  return first === 't' ? 'test' : manager === 'yarn' || first === 'test' ? first : undefined;
}
