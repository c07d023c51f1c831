/** What a script of a package runs: `npm test` as the commands behind it. Pure. */
import { splitCommand } from '../../../workflows/contract/command-line/command-words.ts';
import { quotedWords } from './quoted-words.ts';

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
  const called = calledScript(command);
  const body = called && Object.hasOwn(scripts, called.name) ? scripts[called.name] : undefined;
  if (called === undefined || body === undefined) return { command, prefix: '' };
  const own = called.words.length === 0 ? body : `${body} ${quotedWords(called.words)}`;
  const around = [scripts[`pre${called.name}`], own, scripts[`post${called.name}`]];
  return { command: around.filter((part) => part !== undefined).join(' && '), prefix: PACKAGE_PATH };
}

interface CalledScript {
  readonly name: string;
  /** Further arguments, which come behind its text, as a shell reads them. */
  readonly words: readonly string[];
}

/** `npm test`, `npm run unit --silent`, `yarn unit`, `npm test -- -t adds`. */
function calledScript(command: string): CalledScript | undefined {
  const [only, ...more] = splitCommand(command);
  if (only === undefined || more.length > 0) return undefined;
  const [manager = '', ...words] = only.words;
  if (!MANAGERS.has(manager)) return undefined;
  const [first, ...behind] = words.filter((word) => !QUIET.has(word));
  const isRun = first === 'run' || first === 'run-script';
  const name = isRun ? behind[0] : first === 't' ? 'test' : first;
  const rest = isRun ? behind.slice(1) : behind;
  if (name === undefined || !(isRun || name === 'test' || manager === 'yarn')) return undefined;
  // What begins with a dash is npm's own, unless it stands behind `--`.
  const split = manager === 'npm' ? words.indexOf('--') : -1;
  const handed = split < 0 ? rest : words.slice(split + 1);
  const isOwn = manager === 'npm' && split < 0 && rest.some((word) => word.startsWith('-'));
  const isPlain = !isOwn && rest.length === handed.length && !/[$`\\<>]/.test(rest.join(''));
  return isPlain ? { name, words: rest } : undefined;
}
