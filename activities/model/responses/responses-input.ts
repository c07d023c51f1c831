/** The transcript's input items as the Responses API takes them. Pure. */
import type { InputItem } from '../../../context/transcript/input-item.ts';
import { omit } from '../../../objects/omit.ts';

/** What only a server of Chat Completions knows is left out, should the thread have been answered by one. */
export const responsesInput = (input: readonly InputItem[]): InputItem[] =>
  input.flatMap((item) => {
    if (item.type === 'reasoning' && 'text' in item) return shownThoughts(item);
    if (!('extra_content' in item)) return [item];
    const call = omit(item, 'extra_content');
    return [call];
  });

/** Thoughts are shown as the server gave them. */
const shownThoughts = ({ type, field, id, text }: InputItem): InputItem[] =>
  field === 'reasoning_text' ? [{ type, id, summary: [], content: [{ type: field, text }] }] : [];
