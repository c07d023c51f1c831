/**
 * A message whose words are a command: whoever typed it may wait for something that does not happen. Pure.
 */

import type { z } from 'zod';
import { nearNames } from '../../workflows/contract/patterns/near-names.ts';
import type { warningSchema } from '../goals/schema/goal.ts';

type Warning = z.output<typeof warningSchema>;

/** Words that steer a goal where they stand alone behind a slash. */
const STEERING = ['pause', 'resume', 'clear', 'accept', 'refuse', 'stands', 'status', 'stop'];

/** The message is taken all the same: the model may be meant to read such words. */
export function commandWarnings(threadId: string, content: string): { readonly warnings?: Warning[] } {
  const text = content.trim();
  if (!looksLikeCommand(text)) return {};
  const message =
    `The model reads these words as a message; they steer nothing. A command goes to POST /v1/threads/${threadId}/commands, ` +
    `as {"text": "/goal pause"}. While it is queued, the message can be taken back by DELETE on it.`;
  return { warnings: [{ code: 'readsLikeCommand', field: 'content', message }] };
}

function looksLikeCommand(text: string): boolean {
  const [, word = '', rest = ''] = /^\/(\p{L}+)[.!?]*(|\s[^\n]*)$/u.exec(text) ?? [];
  const isGoal = word.toLowerCase() === 'goal' || nearNames(word, ['goal']).length > 0;
  return isGoal ? word.toLowerCase() === 'goal' || steers(rest.trim()) : rest === '' && steers(word);
}

const steers = (word: string): boolean =>
  STEERING.includes(word.toLowerCase()) || (word !== '' && nearNames(word, STEERING).length > 0);
