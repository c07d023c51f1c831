/** Scripts of a shell that hold on to the commands of the language and of the system. Pure. */
import { readFileSync } from 'node:fs';
import type { TestFile } from '../../find-twins.ts';
import { type TextEdit, withEdits } from '../../with-edits.ts';
import { type ShellCommand, shellCommands } from './shell-commands.ts';

/** What is drawn for one trial, and how the scripts are run in it. */
export interface ShellHold {
  /** Letters: the name of what runs each command. */
  readonly name: string;
  /** `plain`, `aliased`: the same places are changed, and nothing comes of it. */
  readonly form: 'held' | 'telling' | 'plain' | 'aliased';
  /** They are left to whoever defines them; 0 stands for any digits. */
  readonly spared: readonly string[];
}

const textAt = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const HOLD = textAt('hold.sh');
const PLAIN = textAt('hold-plain.sh');

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
/**
 * Scripts judge by these, or read what they judge. What a library may well have functions or programs of its
 * own for is not among them: `sum`, `join`, `date`; nor is what it may choose another one of: `python3`.
 */
const JUDGING = words(
  `[ test exit echo printf true false read kill wait let mapfile readarray cat grep egrep fgrep zgrep diff cmp comm sort uniq wc head
  tail tr sed awk gawk mawk cut paste tee ls stat expr bc dc jq od xxd hexdump strings md5sum sha1sum sha224sum sha256sum
  sha384sum sha512sum b2sum cksum base64 basename dirname realpath readlink`,
);
/** They start others, and are held where one of those is started. */
const STARTING = words('xargs find env timeout sh bash dash');
const JUDGES_BEHIND = /(?<![\w./-])(?:grep|egrep|fgrep|diff|cmp|comm|cat|sort|test|\[|sed|awk)(?![\w./-])/;
const COMPARES_BY_GIT = /^git (?:diff|grep)\b/;
const SOURCES = /^(?:\.|source)$/;
const SETS_APART = /\bset\s+\+/;

/** None that cannot be read. */
export function holdShell(scripts: readonly TestFile[], hold: ShellHold): TestFile[] {
  const read = scripts.flatMap((script) => {
    const commands = shellCommands(script.text);
    return commands === undefined ? [] : [{ ...script, commands }];
  });
  const isOwn = definedIn(scripts);
  const names = new Set<string>();
  const changed = read.map(({ path, text, commands }) => {
    const edits = commands.flatMap((command) => editsOf(command, text, isOwn, hold));
    for (const { judge } of edits) if (judge !== undefined) names.add(judge);
    return { path, text: withEdits(text, edits) };
  });
  const head = headOf(hold, [...names], scripts);
  return changed.map(({ path, text }) => {
    const [first = ''] = /^#![^\n]*\n/.exec(text) ?? [];
    return { path, text: `${first}${head}${text.slice(first.length)}` };
  });
}

function headOf(
  { name, form, spared }: ShellHold,
  names: readonly string[],
  scripts: readonly TestFile[],
): string {
  if (form === 'plain' || form === 'aliased')
    return PLAIN.replaceAll(/\bHOLD/g, name).replace('RUNS', () =>
      form === 'plain' ? '"$@"' : `${name}_word=$1\n    shift\n    eval "$${name}_word \\"\\$@\\""`,
    );
  return HOLD.replaceAll(/\bHOLD/g, name)
    .replace('SPARED', () => names.filter((each) => spared.includes(withoutDigits(each))).join(' '))
    .replace('NAMES', () => names.map((each) => `'${each}'`).join(' '))
    .replace('TELLS', form === 'telling' ? 'yes' : 'no')
    .replaceAll('KEEPS', scripts.some(({ text }) => SETS_APART.test(text)) ? 'no' : 'yes');
}

const withoutDigits = (text: string): string => text.replaceAll(/\d+/g, '0');

interface Edit extends TextEdit {
  /** The command that is held by it. */
  readonly judge?: string;
}

function editsOf(
  { start, name, at, end }: ShellCommand,
  text: string,
  isOwn: (name: string) => boolean,
  hold: Pick<ShellHold, 'name' | 'form'>,
): Edit[] {
  if (SOURCES.test(name))
    return [
      { at: start, end: start, text: `{ ${hold.name} true; ` },
      { at: end, end, text: `; ${hold.name}; }` },
    ];
  const isNamed = isJudge(name, text.slice(at, end)) && !isOwn(name);
  if (isNamed || (name.includes('/') && !/[$~`]/.test(name)))
    return [{ at, end: at, text: `${hold.name} `, ...(isNamed ? { judge: name } : {}) }];
  const meant = meantBy(name, text);
  if (meant === undefined) return [];
  const isHeld = hold.form === 'held' || hold.form === 'telling';
  const behind = at + name.length;
  return [{ at, end: isHeld ? behind : at, text: isHeld ? `${hold.name} ${meant}` : `${hold.name} ` }];
}

const isJudge = (name: string, whole: string): boolean =>
  JUDGING.has(name) || (STARTING.has(name) && JUDGES_BEHIND.test(whole)) || COMPARES_BY_GIT.test(whole);

/** What the script itself has a variable stand for: `diff` for `$DIFF` behind `DIFF=diff`. */
function meantBy(name: string, text: string): string | undefined {
  const [, variable] = /^"?\$\{?(\w+)(?::?[-=][^}]*)?\}?"?$/.exec(name) ?? [];
  if (variable === undefined) return undefined;
  const given = new RegExp(String.raw`\b${variable}(?::?-|:?=)["']?([\w[.+-]+)((?: -[\w-]+)*)`, 'g');
  const meant = [...text.matchAll(given)].map(([, program = '', options = '']) => ({ program, options }));
  const [first] = meant;
  if (first === undefined || !JUDGING.has(first.program)) return undefined;
  return meant.every(({ program }) => program === first.program) ? first.program + first.options : undefined;
}

/** What the scripts define themselves is theirs to mean something by. */
function definedIn(scripts: readonly TestFile[]): (name: string) => boolean {
  const defined = new Set(
    scripts.flatMap(({ text }) =>
      [
        ...text.matchAll(
          /(?:^|[\s;])(?:function\s+)?([^\s;()]+)\s*\(\s*\)|\b(?:function|alias)\s+([^\s=;({]+)/g,
        ),
      ].map(([, called, named]) => called ?? named ?? ''),
    ),
  );
  return (name) => defined.has(name);
}
