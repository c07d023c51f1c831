/**
 * The two steps of the loops that Goalkeeper is compared with: a model call and a command, on a transcript in
 * memory. The request, the model client, the sandbox and the cap on output are Goalkeeper's own, so that only
 * the loops differ.
 */
import type { ModelClient } from '../../activities/model/client.ts';
import type { Sandbox } from '../../activities/sandbox/sandbox.ts';
import { parseArguments } from '../../activities/tools/registry.ts';
import { INSTRUCTIONS } from '../../context/instructions.ts';
import { REQUEST_TOOLS } from '../../context/tools/request-tools.ts';
import type { InputItem } from '../../context/transcript/input-item.ts';

/** A call of the last reply; its arguments are in the transcript. */
export interface PendingCall {
  readonly callId: string;
}

export interface LoopSteps {
  /** Makes a model call; returns what the reply wants to be run, nothing when the turn is over. */
  callModel(signal: AbortSignal): Promise<readonly PendingCall[]>;
  /** Runs a call of the last reply. */
  runCall(call: PendingCall, signal: AbortSignal): Promise<void>;
}

export interface LoopParts {
  readonly model: ModelClient;
  readonly sandbox: Sandbox;
}

export interface LoopThread {
  readonly threadId: string;
  readonly objective: string;
  /** Exists, and belongs to the sandbox's user. */
  readonly workspace: string;
}

export function createLoopSteps({ model, sandbox }: LoopParts, thread: LoopThread): LoopSteps {
  const transcript: InputItem[] = [{ role: 'user', content: thread.objective }];
  const calls = new Map<string, { readonly name: string; readonly arguments: string }>();
  return {
    async callModel(signal) {
      const request = {
        instructions: INSTRUCTIONS,
        tools: REQUEST_TOOLS,
        mayCallTools: true,
        input: transcript,
        cacheKey: thread.threadId,
      };
      const result = await model.respond(request, signal);
      if (!result.ok) throw new Error(`the model call failed: ${result.failure.reason}`);
      const wanted: PendingCall[] = [];
      for (const item of result.reply.output) {
        transcript.push(item.type === 'message' ? { role: 'assistant', content: item.text } : item);
        if (item.type !== 'function_call') continue;
        calls.set(item.call_id, item);
        wanted.push({ callId: item.call_id });
      }
      return wanted;
    },
    async runCall({ callId }, signal) {
      const call = calls.get(callId);
      if (call === undefined) throw new Error(`there is no call ${callId}`);
      calls.delete(callId);
      const prepared = parseArguments(call.name, call.arguments);
      const { output } = prepared.ok
        ? await prepared.execute({ workspace: thread.workspace, sandbox, signal })
        : { output: prepared.problem };
      transcript.push({ type: 'function_call_output', call_id: callId, output });
    },
  };
}
