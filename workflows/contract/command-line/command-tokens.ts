/**
 * A shell command as words and operators. One pass over the text, whatever was written; nothing is expanded.
 * Pure.
 */

/** What stands between commands; the end of a line is a `;`. */
export type Separator = ';' | '&' | '&&' | '||' | '|';

export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'operator'; readonly text: Separator };

export function* tokensOf(command: string): Generator<Token> {
  let word = '';
  let hasWord = false;
  let isQuoted = false;
  let at = 0;
  while (at < command.length) {
    const character = command.charAt(at);
    const wordEnd = insideEnd(command, at);
    const operator = wordEnd === undefined ? operatorAt(command, at) : undefined;
    if (wordEnd !== undefined) {
      const isQuote = character === '"' || character === "'";
      word += isQuote ? command.slice(at + 1, wordEnd - 1) : command.slice(at, wordEnd);
      hasWord = true;
      isQuoted ||= isQuote;
      at = wordEnd;
    } else if (operator !== undefined || /\s|[()]/.test(character)) {
      if (hasWord) yield { kind: 'word', text: word, isQuoted };
      [word, hasWord, isQuoted] = ['', false, false];
      if (operator !== undefined) yield { kind: 'operator', text: operator === '\n' ? ';' : operator };
      at += operator?.length ?? 1;
    } else {
      const isEscape = character === '\\' && at + 1 < command.length;
      word += isEscape ? command.charAt(at + 1) : character;
      hasWord = true;
      at += isEscape ? 2 : 1;
    }
  }
  if (hasWord) yield { kind: 'word', text: word, isQuoted };
}

/**
 * Where a quotation or a substitution that begins here ends; `undefined` when none does. An open one goes to
 * the end.
 */
function insideEnd(command: string, at: number): number | undefined {
  const character = command.charAt(at);
  if (character === "'" || character === '`')
    return command.indexOf(character, at + 1) + 1 || command.length + 1;
  if (character === '"') return quotationEnd(command, at + 1);
  if (/[$<>]/.test(character) && command.charAt(at + 1) === '(') return substitutionEnd(command, at + 2);
  return undefined;
}

function quotationEnd(command: string, start: number): number {
  let at = start;
  while (at < command.length && command.charAt(at) !== '"') {
    if (command.startsWith('$(', at)) at = substitutionEnd(command, at + 2);
    else at += command.charAt(at) === '\\' ? 2 : 1;
  }
  return at + 1;
}

function substitutionEnd(command: string, start: number): number {
  let open = 1;
  let at = start;
  while (at < command.length && open > 0) {
    if (command.charAt(at) === '(') open += 1;
    if (command.charAt(at) === ')') open -= 1;
    at += 1;
  }
  return at;
}

const OPERATORS = ['&&', '||', '|', ';', '&', '\n'] as const;

/** The `&` of a redirection (`2>&1`, `&>log`) separates nothing. */
function operatorAt(command: string, at: number): (typeof OPERATORS)[number] | undefined {
  const operator = OPERATORS.find((text) => command.startsWith(text, at));
  const isRedirection =
    operator === '&' && (command.charAt(at - 1) === '>' || command.charAt(at + 1) === '>');
  return isRedirection ? undefined : operator;
}
