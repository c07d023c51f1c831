/** A model that does what it is told, thread by thread: its steps, its claims, and a last word. */
import { type ModelServer, startModelServer } from '../../scripted-model/model-server.ts';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { Reply } from '../../scripted-model/reply.ts';
import type { Play } from './plan.ts';

export interface ScriptedModel {
  readonly server: ModelServer;
  follow(threadId: string, play: Play): void;
}

const CLAIM: Reply = { toolCalls: [{ name: 'update_goal', arguments: { status: 'complete' } }] };

/** One reply with all steps, then one for each claim. */
export const repliesOf = ({ steps, claims }: Pick<Play, 'steps' | 'claims'>): Reply[] => [
  {
    toolCalls: steps.map((step) =>
      'path' in step
        ? { name: 'write_file', arguments: step }
        : { name: 'shell', arguments: { command: step.command } },
    ),
  },
  ...Array<Reply>(claims).fill(CLAIM),
];

export async function startScriptedModel(): Promise<ScriptedModel> {
  const scripts = new Map<string, readonly Reply[]>();
  const server = await startModelServer({
    keepRequests: 1,
    respond: (request) =>
      scripts.get(request.promptCacheKey ?? '')?.[repliesIn(request)] ?? { message: 'Nothing more to do.' },
  });
  return { server, follow: (threadId, play) => void scripts.set(threadId, repliesOf(play)) };
}

/** How many replies the transcript holds; calls of one reply stand together. */
function repliesIn({ input }: ParsedRequest): number {
  let count = 0;
  let before: unknown;
  for (const item of input) {
    const kind = item.role === 'assistant' ? 'text' : item.type;
    if (kind === 'text' || (kind === 'function_call' && before !== 'function_call')) count += 1;
    before = kind;
  }
  return count;
}
