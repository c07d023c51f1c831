/**
 * A reply with what later requests may repeat of it. A provider refuses a request for good whose history
 * holds a name that no function can have, an id that is too long, or thoughts that nothing follows; and the
 * history stays. The record keeps all of it as it came. Pure.
 */
import type { ReplyOutput } from '../../journal/bodies/model-reply.ts';

/** Function names look like this in both protocols of OpenAI and in Anthropic's. */
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const MAX_NAME_CHARACTERS = 64;
/**
 * The Responses API's limit. Ids are repeated letter by letter where they can be: some servers read more than
 * an id in them.
 */
const MAX_ID_CHARACTERS = 64;
const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * `idFor`: an id for a call whose own cannot be repeated, by its place among the reply's calls. It has to be
 * the same at each look, and of no other call. An output belongs to the id that its call has here. `taken`:
 * ids of replies before, to which those of this one are added; some servers number the calls of each reply
 * anew.
 */
export function repeatableReply(
  output: readonly ReplyOutput[],
  idFor: (index: number) => string,
  taken: Set<string> = new Set(),
): ReplyOutput[] {
  let calls = 0;
  let thoughts = 0;
  const idOf = (id: string, ownId: string): string => {
    const isGood = id.length <= MAX_ID_CHARACTERS && PRINTABLE.test(id) && !taken.has(id);
    taken.add(isGood ? id : ownId);
    return isGood ? id : ownId;
  };
  return withoutLooseThoughts(output).map((part) => {
    if (part.type === 'function_call')
      return { ...part, call_id: idOf(part.call_id, idFor(calls++)), name: repeatableName(part.name) };
    if (part.type !== 'reasoning' || part.id === undefined) return part;
    return { ...part, id: idOf(part.id, `rs_${idFor(thoughts++)}`) };
  });
}

/** A provider takes thoughts back only in front of what they led to. */
function withoutLooseThoughts(output: readonly ReplyOutput[]): readonly ReplyOutput[] {
  const last = output.findLastIndex(({ type }) => type !== 'reasoning');
  return output.slice(0, last + 1);
}

/** Whoever reads it sees which name it was; that no tool has it, its output says. */
const repeatableName = (name: string): string =>
  NAME.test(name) ? name : name.replaceAll(/[^a-zA-Z0-9_-]/g, '_').slice(0, MAX_NAME_CHARACTERS) || 'unnamed';
