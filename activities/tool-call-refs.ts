/** The tool calls of a reply as the workflow needs them: names, kinds and claims; arguments stay in the journal. Pure. */
import type { ToolCallRef } from '../workflows/activities.ts';
import type { ModelReply } from './model/reply.ts';
import { callIdOf } from './model/transcript.ts';
import { getGoal } from './tools/get-goal.ts';
import { parseArguments } from './tools/registry.ts';

/** Further calls of a reply are not run (and answered so): references travel through Temporal history. */
const MAX_CALLS_PER_REPLY = 32;

export function toolCallRefs(reply: ModelReply, replySeq: number): ToolCallRef[] {
  const calls = reply.output.filter((item) => item.type === 'function_call').slice(0, MAX_CALLS_PER_REPLY);
  return calls.map(({ name, arguments: text }, index) => {
    const callId = callIdOf(replySeq, index);
    const prepared = parseArguments(name, text);
    // Answering an unknown tool or bad arguments touches nothing.
    if (!prepared.ok) return { callId, label: prepared.label, readOnly: true, isWork: false };
    const { label, readOnly, isWork, claim } = prepared;
    return {
      callId,
      label,
      readOnly,
      isWork,
      ...(name === getGoal.name ? { showsGoal: true as const } : {}),
      ...(claim === undefined ? {} : { claim }),
    };
  });
}
