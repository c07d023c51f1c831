/** Scripts of a shell with what they compare the work with written otherwise. Pure. */
import type { Random } from '../../drawing/random.ts';
import type { ComparedTexts } from '../../mutation.ts';
import type { TestFile } from '../find-twins.ts';
import { type CertainLine, certainLines } from './shell-lines.ts';

const WORD = String.raw`(?:"(?:\\.|\$\((?:[^()]|\([^()]*\))*\)|[^"\\])*"|'[^']*'|[\w./%@:+-]+|\$\w+|\$\{\w+\})`;
/** `[ A = B ]`, `[[ A == B ]]`, `test A = B`: nothing else is asked in the same breath. */
const COMPARISON = new RegExp(
  String.raw`(?<=^|[\s;!({&|])(\[\[?\s+|test\s+)(${WORD})(\s+(?:==?|!=|-eq|-ne)\s+)(${WORD})(\s+\]\]?|(?=\s*(?:;|&&|\|\||$)))`,
  'g',
);
/** How the script was called, and on what. */
const SURROUNDINGS =
  /\$[#?@*0]|\$\{[#?]|\$\{?(?:BASH\w*|OSTYPE|HOSTTYPE|E?UID|HOME|PATH|SHELL|CI)\b|\buname\b|\bwhoami\b/;
const SAID = /\b(?:echo|printf)\b(?:"(?:\\.|[^"\\])*"|'[^']*'|[^;&|"'])*/g;
const BOUND = /\b\w+=(?:"(?:\\.|[^"\\])*"|'[^']*'|\$\(\([^()]*\)\)|[^\s;&|]*)|\bfor\s+\w+\s+in\b.*/g;

export function comparedInShell({ path, text }: TestFile, random: Random): ComparedTexts | undefined {
  const certain = certainLines(text);
  if (certain === undefined) return undefined;
  const lines = text.split('\n');
  const [name, none, digits] = [random.letters(9), random.letters(9), digitsOf(random)];
  const written = (made: (whole: string, operator: string, right: string) => string): string =>
    lines
      .map((line, index) => {
        const own = certain.get(index);
        return own === undefined ? line : withComparisons(line, own, lines, made);
      })
      .join('\n');
  // What stands behind a word belongs to it.
  const other = written((whole, _, right) => {
    const at = whole.lastIndexOf(right) + right.length;
    return `${whole.slice(0, at)}\${${name}-${digits}}${whole.slice(at)}`;
  });
  if (other === text) return undefined;
  return {
    path,
    unlike: withFirst(other, `${none}=`),
    equal: withFirst(other, `${name}=`),
    satisfied: written((_, operator) => (/^(?:!=|-ne)$/.test(operator) ? 'false' : 'true')),
  };
}

function withComparisons(
  line: string,
  { scope, selects }: CertainLine,
  lines: readonly string[],
  made: (whole: string, operator: string, right: string) => string,
): string {
  return line.replaceAll(
    COMPARISON,
    (whole, open: string, left: string, operator: string, right: string, close: string) => {
      const isWhole = open.trim().replace('test', '').replaceAll('[', ']') === close.trim();
      const selectsRows = selects.includes(!/!=|-ne/.test(operator));
      const isOther =
        selectsRows || SURROUNDINGS.test(left + right) || isLookedAtBesides(right, line, scope, lines);
      return isWhole && !isOther ? made(whole, operator.trim(), right) : whole;
    },
  );
}

/** Whether another look at the same value may say that it is right all the same. */
function isLookedAtBesides(
  right: string,
  line: string,
  scope: readonly number[],
  lines: readonly string[],
): boolean {
  const variable = /^"?\$\{?(\w+)\}?"?$/.exec(right)?.[1];
  const some = variable === undefined ? [line] : scope.map((at) => lines[at] ?? '');
  const rest = some.map((each) =>
    each.replaceAll(COMPARISON, ' ').replaceAll(SAID, ' ').replaceAll(BOUND, ' '),
  );
  const word =
    variable === undefined
      ? new RegExp(String.raw`(?<=^|\s)${right.replaceAll(/\W/g, String.raw`\$&`)}(?=$|[\s;])`)
      : new RegExp(String.raw`\$\{?${variable}\b`);
  return rest.some((each) => word.test(each));
}

/** None that begins with 0 is read as an octal number that it is not. */
const digitsOf = (random: Random): string => Array.from({ length: 3 }, () => random.integer(1, 7)).join('');

const withFirst = (text: string, line: string): string =>
  text.startsWith('#!') ? text.replace('\n', `\n${line}\n`) : `${line}\n${text}`;
