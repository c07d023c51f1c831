/** The calls of a streamed reply, put together from their parts, in whatever order those come. Pure. */
import { objectIn } from '../../../context/transcript/call-arguments.ts';
import { argumentsFrom } from './call-text.ts';
import type { CallPart } from './chat-chunk.ts';

interface OpenCall {
  readonly index: number;
  /** Empty until the server has said one. */
  id: string;
  name: string;
  readonly parts: string[];
  extra: Readonly<Record<string, unknown>> | undefined;
}

export class ChatCalls {
  readonly #calls: OpenCall[] = [];

  add(part: CallPart): void {
    const call = this.#callOf(part);
    call.id ||= part.id;
    // Some servers send a name in pieces, and some repeat it in every part.
    if (call.name === '' || call.parts.length === 0)
      call.name = part.name.startsWith(call.name) ? part.name : call.name + part.name;
    if (part.arguments !== '') call.parts.push(part.arguments);
    call.extra = part.extra ?? call.extra;
  }

  /** They are items of a `response`. */
  items(): object[] {
    return this.#calls.map(({ id, name, parts, extra }, place) => ({
      ...{ type: 'function_call', call_id: id || `call_${place}`, name, arguments: argumentsFrom(parts) },
      extra_content: extra,
    }));
  }

  #callOf(part: CallPart): OpenCall {
    const same = this.#calls.filter(({ index }) => index === part.index);
    const byId = part.id === '' ? undefined : same.findLast(({ id }) => id === part.id);
    if (byId !== undefined) return byId;
    const last = same.at(-1);
    if (last !== undefined && !isNext(last, part)) return last;
    const call: OpenCall = { index: part.index, id: '', name: '', parts: [], extra: undefined };
    this.#calls.push(call);
    return call;
  }
}

/**
 * Some servers number every call 0. Then a name under another id is another call, and without ids so is a
 * name behind arguments that are whole (Gemini's calls come whole, one by one). What has no name goes on with
 * the call before it, whatever its id: some servers make a new one up for each part.
 */
function isNext(last: OpenCall, { id, name }: CallPart): boolean {
  const isWhole = last.name !== '' && objectIn(last.parts.join('')) !== undefined;
  if (name === '') return isWhole && id !== '';
  return isWhole || (id !== '' && last.id !== '');
}
