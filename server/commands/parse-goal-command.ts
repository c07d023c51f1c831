/**
 * The grammar of `/goal`, as people type it into a chat. A control word counts only when it stands alone; all
 * other text is an objective; and what is no such command never becomes one. Pure.
 */
import { meantWord, plain } from './meant-word.ts';

export type GoalCommand =
  | { readonly command: 'help' | 'summary' | 'pause' | 'resume' | 'clear' }
  /** It answers a claim whose tests were changed; `reason` is for the model. */
  | { readonly command: 'accept' }
  | { readonly command: 'refuse'; readonly reason?: string }
  /** It answers a question about a check that the model contests; `reason` is for the model. */
  | { readonly command: 'stands'; readonly reason?: string }
  | { readonly command: 'set' | 'edit'; readonly objective: string };

export type ParsedCommand =
  | { readonly ok: true; readonly command: GoalCommand }
  | {
      readonly ok: false;
      readonly code: 'notACommand' | 'unknownCommand' | 'unclearCommand' | 'incompleteCommand';
      readonly detail: string;
    };

export const HELP =
  '/goal (or /goal status) shows the goal; /goal help shows this; /goal <objective> sets one; /goal pause, /goal resume and /goal clear steer it; ' +
  '/goal edit <objective> changes what it wants; /goal accept and /goal refuse [reason] rule on a claim that waits for you; ' +
  '/goal stands [reason] keeps a check that is contested.';

/** Words for the model may follow. */
const REASONED_WORDS = ['refuse', 'stands'] as const;

const CONTROL_WORDS = ['pause', 'resume', 'clear', 'accept'] as const;

/** Other words for showing the goal. */
const SUMMARY_WORDS = ['status', 'show'];

/**
 * Names ignore case, and space around text counts for nothing; several lines of an objective stay several.
 */
export function parseGoalCommand(text: string): ParsedCommand {
  const trimmed = text.trim();
  if (!trimmed.startsWith('/'))
    return refuse('notACommand', `This is no command: post it as a message. ${HELP}`);
  const rest = after('/goal', trimmed);
  if (rest === undefined) return refuse('unknownCommand', `There is no such command. ${HELP}`);
  const seen = plain(rest).toLowerCase();
  if (seen === '' || SUMMARY_WORDS.includes(seen)) return accept({ command: 'summary' });
  if (/^(?:help|\?)$/.test(seen)) return accept({ command: 'help' });
  const control = CONTROL_WORDS.find((word) => word === seen);
  if (control !== undefined) return accept({ command: control });
  for (const command of REASONED_WORDS) {
    const reason = after(command, rest);
    if (reason !== undefined) return accept(reason === '' ? { command } : { command, reason });
  }
  const wanted = after('edit', rest);
  if (wanted === undefined) {
    const meant = meantWord(rest);
    return meant === undefined
      ? accept({ command: 'set', objective: rest })
      : refuse('unclearCommand', askedFor(meant));
  }
  if (wanted === '')
    return refuse('incompleteCommand', `/goal edit needs the new objective: /goal edit <objective>. ${HELP}`);
  return accept({ command: 'edit', objective: wanted });
}

const askedFor = (word: string): string =>
  `${word === '' ? 'That names neither a command nor what is to be true.' : `Did you mean /goal ${word}?`} Nothing was changed. To set these words as the objective, say in a sentence what is true when it is done. ${HELP}`;

/**
 * What follows the word, `''` when it stands alone; `undefined` when the text does not begin with it as a
 * word.
 */
function after(word: string, text: string): string | undefined {
  const rest = text.slice(word.length);
  const isWord = text.slice(0, word.length).toLowerCase() === word && /^(\s|$)/.test(rest);
  return isWord ? rest.trim() : undefined;
}

const accept = (command: GoalCommand): ParsedCommand => ({ ok: true, command });

const refuse = (code: Extract<ParsedCommand, { ok: false }>['code'], detail: string): ParsedCommand => ({
  ok: false,
  code,
  detail,
});
