/**
 * A long run against a model server on a socket: what the requests are made of, how much is cached, what it
 * costs.
 */
import { createModelClient } from '../../activities/model/client.ts';
import { startModelServer } from '../../scripted-model/model-server.ts';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { ScriptedReply } from '../../scripted-model/reply.ts';
import { median } from '../turns/figures.ts';
import {
  type CostFigures,
  costFigures,
  type PrefixFigures,
  prefixFigures,
  requestBytesAt,
  type SeenTurn,
  uncachedTokens,
} from './figures.ts';
import { ENDLESS, openBenchParts } from './open-parts.ts';
import type { ModelOptions } from './options.ts';
import { createPlayedThread } from './play-thread.ts';
import { type PartTokens, tokensByPart } from './tokens-by-part.ts';
import { watchRequests } from './watch-requests.ts';
import { BENCH_CONTRACT, workReply } from './work-script.ts';

export interface RequestFigures {
  readonly prefixShare: PrefixFigures;
  /** It is the last request of that turn, as it was sent. */
  readonly requestBytes: Readonly<Record<number, number>>;
  /** It is counted for the run's last request. */
  readonly tokensByPart: PartTokens;
  /** Median over the run's turns, all calls of a turn together. */
  readonly uncachedTokensPerTurn: number;
  readonly cost: CostFigures;
}

/** `say` is told how far it is. */
export async function measureRequests(
  { turns: at, outputBytes, price }: Pick<ModelOptions, 'turns' | 'outputBytes' | 'price'>,
  say: (line: string) => void,
): Promise<RequestFigures> {
  const watch = watchRequests();
  let last: ParsedRequest | undefined;
  const server = await startModelServer({
    keepRequests: 1,
    respond(request, index) {
      watch.look(request);
      last = request;
      return replyOf(index);
    },
  });
  const model = createModelClient({
    ...{ apiKey: 'none', baseUrl: server.baseUrl, model: 'bench' },
    ...{ timeoutMs: 60_000, maxReplyBytes: 1_000_000 },
  });
  const parts = await openBenchParts(model, outputBytes, ENDLESS);
  try {
    const thread = await createPlayedThread(parts, {
      ...{ threadId: 'thr_bench', tenantId: 'bench', contract: BENCH_CONTRACT },
    });
    const turns: SeenTurn[] = [];
    const count = at.at(-1) ?? 0;
    while (turns.length < count) {
      const before = watch.seen.length;
      const usages = await thread.playTurn();
      turns.push({ usages, requests: watch.seen.slice(before) });
      if (turns.length % 100 === 0) say(`${turns.length} of ${count} turns`);
    }
    if (last === undefined) throw new Error('no request was made');
    return {
      prefixShare: prefixFigures(turns),
      requestBytes: requestBytesAt(turns, at),
      tokensByPart: tokensByPart(last, turns.at(-1)?.usages.at(-1)?.inputTokens ?? 0),
      uncachedTokensPerTurn: median(turns.map(uncachedTokens)),
      cost: costFigures(turns, at, price),
    };
  } finally {
    await parts.close();
    await server.stop();
  }
}

function replyOf(index: number): ScriptedReply {
  const { calls, message } = workReply(index);
  return message === undefined ? { toolCalls: [...calls] } : { message };
}
