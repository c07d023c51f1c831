/**
 * The bench's model server, a process of its own like a real provider: what it costs is not the loops' work.
 * The parent sends `Allow`, and gets `Turned` when the thread is done with its turns.
 */
import { startModelServer } from '../../scripted-model/model-server.ts';
import { beginsTurn, benchReply } from './model-script.ts';
import { createTurnGate } from './turn-gate.ts';

export interface Allow {
  readonly id: number;
  readonly thread: string;
  readonly turns: number;
}

export type FromModel =
  | { readonly type: 'listening'; readonly baseUrl: string }
  | { readonly type: 'turned'; readonly id: number; readonly durationsMs: readonly number[] };

const gate = createTurnGate(() => performance.now());
const send = (message: FromModel): void => void process.send?.(message);

const server = await startModelServer({
  keepRequests: 0,
  async respond(request) {
    if (beginsTurn(request)) await gate.arrive(request.promptCacheKey ?? '');
    return benchReply(request);
  },
});
process.on('message', async ({ id, thread, turns }: Allow) => {
  send({ type: 'turned', id, durationsMs: await gate.allow(thread, turns) });
});
process.once('disconnect', () => process.exit(0));
// The parent decides when this ends, also on Ctrl-C.
process.on('SIGINT', () => {});
send({ type: 'listening', baseUrl: server.baseUrl });
