/**
 * The objective of a goal. A word that steers a goal is never one: whoever sent it as such meant the command.
 */
import { text } from './text.ts';

/** Counted in characters as people see them on the wire (code points), as Codex does. */
const MAX_OBJECTIVE_CHARACTERS = 4_000;
const codePoints = (value: string): number => [...value].length;

const CONTROL_WORDS = ['pause', 'resume', 'clear', 'edit', 'stop', 'cancel'];

const isCommand = (value: string): boolean => {
  const lower = value.trim().toLowerCase();
  return CONTROL_WORDS.includes(lower) || lower.startsWith('/goal');
};

export const objective = text
  .trim()
  .min(1, 'must not be empty')
  .refine((value) => codePoints(value) <= MAX_OBJECTIVE_CHARACTERS, {
    message: `must be at most ${MAX_OBJECTIVE_CHARACTERS} characters`,
  })
  .refine((value) => !isCommand(value), {
    message: 'is a command, not an objective: send the command instead (e.g. POST …/goal/pause)',
  });
