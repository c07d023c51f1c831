/** The bench's model: a command, then a few words, turn after turn. The same for every loop. Pure. */
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { ScriptedReply } from '../../scripted-model/reply.ts';

export const OUTPUT_BYTES = 50 * 1024;

/** True for the model call that begins a turn: nothing was called since the last words. */
export const beginsTurn = (request: ParsedRequest): boolean => request.callsSinceMessage.length === 0;

export function benchReply(request: ParsedRequest): ScriptedReply {
  const turn = request.transcript.filter(({ kind }) => kind === 'call').length;
  if (!beginsTurn(request))
    return {
      message: `Turn ${turn}: the build was run again; the same warnings are left. Next: run it again.`,
    };
  // A changed file each turn, so that the work counts as progress whatever progress is measured by.
  const command = `echo ${turn + 1} > turn.txt && yes 'warning: line of a long build log' | head -c ${OUTPUT_BYTES}`;
  return { toolCalls: [{ name: 'shell', arguments: { command, timeoutSeconds: null } }] };
}
