/**
 * A reply whose words are calls, with the calls in their place, so that it is run and repeated as any other.
 * Pure.
 */
import type { ModelReply, ModelReplyBody, ReplyOutput } from '../../journal/bodies/model-reply.ts';
import { calledName } from '../model/exchange/called-name.ts';
import { parseArguments } from '../tools/registry.ts';
import { readCalls } from './read-calls.ts';
import type { WrittenCall } from './written-call.ts';

/**
 * `seq`: where the reply will stand; ids of its calls are made of it, and are of no other call of the thread.
 */
export function withWrittenCalls<Reply extends ModelReply>(
  reply: Reply,
  seq: number,
): Reply & Pick<ModelReplyBody, 'areCallsWritten'> {
  const { output, incomplete } = reply;
  const words = output.filter((part) => part.type === 'message');
  const isPlain = words.length > 0 && !output.some(({ type }) => type === 'function_call');
  // Nobody knows what else a reply that was cut would have said.
  if (!isPlain || incomplete !== undefined || words.some(({ isRefusal }) => isRefusal)) return reply;
  const text = words.map((part) => part.text).join('\n');
  const whole = readCalls(text);
  const thought = whole === undefined ? thoughtBefore(text) : '';
  const calls = (thought === '' ? whole : readCalls(text.slice(thought.length)))?.map(named);
  if (calls === undefined || !calls.every(isValid)) return reply;
  const parts = calls.map(
    (call, index): ReplyOutput => ({
      type: 'function_call',
      call_id: `written_${seq}_${index}`,
      ...call,
    }),
  );
  const thoughts = output.filter(({ type }) => type === 'reasoning');
  const kept: ReplyOutput[] = thought === '' ? [] : [{ type: 'message', text: thought }];
  return { ...reply, output: [...thoughts, ...kept, ...parts], areCallsWritten: true };
}

/** Thoughts that the server took for words: up to the first end of them, which may have no beginning. */
const thoughtBefore = (text: string): string => /^[\s\S]*?<\/think(?:ing)?>/.exec(text)?.[0] ?? '';

const named = ({ name, ...call }: WrittenCall): WrittenCall => ({ ...call, name: calledName(name) });

/** There is such a tool, and it would run with these arguments. */
const isValid = ({ name, arguments: json }: WrittenCall): boolean => parseArguments(name, json).ok;
