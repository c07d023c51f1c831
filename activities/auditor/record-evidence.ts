/**
 * A thread's record as evidence: what commands gave, what the model wrote, what the user wrote, never mixed.
 * Pure.
 */

import { callIdOf } from '../../context/transcript/transcript.ts';
import type { ReplyOutput } from '../../journal/bodies/model-reply.ts';
import { readBody } from '../../journal/bodies/read-body.ts';
import type { ToolResultBody } from '../../journal/bodies/tool-result.ts';
import type { Item } from '../../journal/journal.ts';
import { parseArguments } from '../tools/registry.ts';
import { cutToBytes } from './byte-cap.ts';

const MAX_OUTPUT_BYTES = 4_000;
const MAX_ARGUMENTS_BYTES = 1_000;
const MAX_WORDS_BYTES = 4_000;

export interface RecordEvidence {
  readonly toolResults: readonly object[];
  readonly modelWords: readonly object[];
  readonly userWords: readonly object[];
  /** Which part of the record was not looked at. */
  readonly leftOut?: string;
}

/** What is not printed by a command. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['read_file', 'file'],
  ['restore_file', 'service'],
]);

type Call = Extract<ReplyOutput, { type: 'function_call' }>;

/**
 * `items`: in order of seq. Calls of planning and status tools show nothing, and are left out.
 * `maxOutputBytes`: of each output's ends.
 */
export function recordEvidence(items: readonly Item[], maxOutputBytes = MAX_OUTPUT_BYTES): RecordEvidence {
  const calls = new Map<string, Call>();
  const toolResults: object[] = [];
  const modelWords: object[] = [];
  const userWords: object[] = [];
  for (const item of items) {
    const { seq, turn, callId = '' } = item;
    const { kind, body } = readBody(item);
    if (kind === 'userMessage') {
      const { content } = body;
      userWords.push({ source: 'user', item: seq, turn, ...cutToBytes(content, MAX_WORDS_BYTES, 'start') });
    } else if (kind === 'modelReply') {
      const { output } = body;
      for (const [index, call] of callsIn(output).entries()) calls.set(callIdOf(seq, index), call);
      modelWords.push(...wordsIn(output, { item: seq, turn }));
    } else if (kind === 'toolResult') {
      const call = calls.get(callId);
      if (call === undefined || !isWork(call)) continue;
      toolResults.push(toolResultEntry(seq, call, body, maxOutputBytes));
    }
  }
  return { toolResults, modelWords, userWords };
}

const callsIn = (output: readonly ReplyOutput[]): Call[] =>
  output.filter((item) => item.type === 'function_call');

const isWork = ({ name, arguments: text }: Call): boolean => {
  const prepared = parseArguments(name, text);
  return prepared.ok && prepared.isWork;
};

/** What the model says to the user, and what it says to the service when it claims to be done. */
const wordsIn = (output: readonly ReplyOutput[], place: object): object[] =>
  output.flatMap((item) => {
    if (item.type === 'message')
      return [{ source: 'model', ...place, ...cutToBytes(item.text, MAX_WORDS_BYTES, 'ends') }];
    if (item.type !== 'function_call' || item.name !== 'update_goal') return [];
    return [
      {
        source: 'model',
        ...place,
        asks: 'update_goal',
        ...cutToBytes(item.arguments, MAX_WORDS_BYTES, 'start'),
      },
    ];
  });

/**
 * The arguments are the model's, the outcome is the service's, and what was printed is the command's. The
 * first line of a shell result is the service's account of how the command ended; nothing that it printed
 * stands before it.
 */
function toolResultEntry(
  seq: number,
  { name, arguments: text }: Call,
  { ok, output }: ToolResultBody,
  maxOutputBytes: number,
): object {
  const isShell = name === 'shell';
  const end = output.indexOf('\n');
  const outcome = isShell && end > 0 ? output.slice(0, end) : ok ? 'done' : 'failed';
  const printed = isShell && end > 0 ? output.slice(end + 1) : output;
  return {
    source: SOURCES.get(name) ?? 'command',
    item: seq,
    tool: name,
    arguments: { source: 'model', ...cutToBytes(text, MAX_ARGUMENTS_BYTES, 'ends') },
    outcome: { source: 'service', text: outcome },
    printed: cutToBytes(printed, maxOutputBytes, 'ends'),
  };
}
