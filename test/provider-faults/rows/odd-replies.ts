/**
 * Replies that are odd and are replies all the same: the model is told what was wrong with them, and goes on.
 */
import type { Reply, ScriptedToolCall } from '../../../scripted-model/reply.ts';
import type { GoesOn, RowOf } from '../fault-row.ts';

const calls = (...toolCalls: readonly ScriptedToolCall[]): Reply => ({ toolCalls });
const claim: ScriptedToolCall = { name: 'update_goal', arguments: { status: 'complete' } };
const blocked: ScriptedToolCall = {
  name: 'update_goal',
  arguments: { status: 'blocked', blocker: 'no key', needed: 'a key', attempted: 'nothing' },
};
const row = (name: string, reply: Reply, course: Omit<GoesOn, 'kind'>): RowOf<GoesOn> => ({
  name,
  reply,
  course: { kind: 'goesOn', ...course },
});

const CUT = 'cut at the limit of its length';
const ANSWERED = 'the call is not run, and answered with what is wrong with it';
const KEPT = 'what there is of the reply is kept, and the model is told to go on in smaller steps';
const FIRST = 'the first decides; the second is not run, and told so';

export const ODD_REPLIES: readonly RowOf<GoesOn>[] = [
  row(
    '`incomplete` with `max_output_tokens`',
    { fault: 'incomplete', reply: { message: 'First, I' } },
    {
      told: CUT,
      words: KEPT,
    },
  ),
  row(
    '`incomplete` with `max_output_tokens`, in the middle of a tool call',
    { fault: 'incomplete', reply: calls({ name: 'shell', arguments: '{"command": "touch do' }) as object },
    { told: CUT, words: `${KEPT}; the call is not run` },
  ),
  row(
    '`incomplete` with `max_output_tokens`, before a word',
    { fault: 'incomplete', reply: { reasoning: 'hm' } },
    { told: CUT, words: KEPT },
  ),
  row(
    '`incomplete` with `content_filter`',
    { fault: 'filtered', reply: { message: 'First, I' } },
    {
      told: 'content filter cut your last reply',
      words: 'what there is of the reply is kept, and the model is told to go on in other words',
    },
  ),
  row('an unknown tool', calls({ name: 'launch_rocket', arguments: {} }), {
    told: 'There is no tool',
    words: ANSWERED,
  }),
  row('arguments that are not JSON', calls({ name: 'shell', arguments: '{"command": "ls' }), {
    told: 'not valid JSON',
    words: ANSWERED,
  }),
  row('arguments of the wrong shape', calls({ name: 'shell', arguments: { cmd: 'ls' } }), {
    told: 'wrong arguments',
    words: ANSWERED,
  }),
  row(
    'the same call id twice',
    calls(
      { name: 'shell', arguments: { command: 'echo one' }, callId: 'call_9' },
      { name: 'shell', arguments: { command: 'echo two' }, callId: 'call_9' },
    ),
    { told: 'call_9_2', words: 'both calls are run; the second gets an id of its own' },
  ),
  row('two claims of completion in one reply', calls(claim, claim), {
    told: 'the first decides',
    words: FIRST,
    refusedAudits: 1,
  }),
  row('completion and `blocked` in one reply', calls(claim, blocked), {
    told: 'the first decides',
    words: FIRST,
    refusedAudits: 1,
  }),
  row(
    'lone surrogates',
    { message: 'half \ud800 a pair', toolCalls: [{ name: 'shell', arguments: { command: 'echo \udc00' } }] },
    { told: 'half \ufffd a pair', words: 'U+FFFD stands for them, so that later requests can be read' },
  ),
  row(
    'no usage',
    { fault: 'missingUsage', reply: calls({ name: 'shell', arguments: { command: 'true' } }) as object },
    {
      words: 'the reply counts as one model call and no tokens',
    },
  ),
  row(
    'negative usage',
    { fault: 'negativeUsage', reply: calls({ name: 'shell', arguments: { command: 'true' } }) as object },
    { words: 'a figure that is no count is 0; the others count' },
  ),
  row('a call without a name', calls({ name: '', arguments: {} }), {
    told: 'There is no tool',
    words: ANSWERED,
  }),
  row(
    'a call of a kind that was not offered',
    { items: [{ type: 'custom_tool_call', id: 'ctc_1', call_id: 'call_1', name: 'shell', input: 'ls' }] },
    { told: 'There is no tool', words: ANSWERED },
  ),
  row(
    'a call without an id',
    { items: [{ type: 'function_call', id: 'fc_1', name: 'shell', arguments: '{"command": "true"}' }] },
    { words: 'the call is run under an id of the service' },
  ),
];
