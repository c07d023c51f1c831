/**
 * A model whose every reply a test gives by hand: a call stays open until then, so that a thread stands still
 * meanwhile.
 */
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../../../scripted-model/model-server.ts';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import type { RecordedRequest } from '../../../scripted-model/request-record.ts';

/** Answers a call at once, or later. */
export type Script = (request: ParsedRequest) => Reply | Promise<Reply>;

export interface ManualModel {
  readonly server: ModelServer;
  /** How many calls of this thread have arrived so far. */
  calls(threadId: string): number;
  /** The last call of this thread; it waits for its reply unless a script gave it. */
  request(threadId: string): ParsedRequest | undefined;
  /** The calls of this thread that are kept, in the order of their arrival. */
  requests(threadId: string): RecordedRequest[];
  /**
   * Resolves with the thread's call of this number, counted from 1, when it arrives; rejects when others
   * followed it already.
   */
  untilCall(threadId: string, number: number): Promise<ParsedRequest>;
  /** Answers the last call. */
  reply(threadId: string, reply: Reply): void;
  /** Answers the last call, and resolves with the one that follows it. */
  play(threadId: string, reply: Reply): Promise<ParsedRequest>;
  /** Lets a script answer the calls that come from now on; without one, they stay open again. */
  follow(threadId: string, script: Script | undefined): void;
  stop(): Promise<void>;
}

/** `keepRequests`: for `requests`, over all threads. Default 1. */
export type ManualModelOptions = Omit<ModelServerOptions, 'respond'>;

interface Calls {
  count: number;
  request?: ParsedRequest;
  answer?: (reply: Reply) => void;
  script?: Script | undefined;
  /** Promises stand by the number of the call that is waited for. */
  readonly awaited: Map<number, PromiseWithResolvers<ParsedRequest>>;
}

export async function startManualModel(options: ManualModelOptions = {}): Promise<ManualModel> {
  const threads = new Map<string, Calls>();
  const callsOf = (threadId: string): Calls => {
    const known = threads.get(threadId) ?? { count: 0, awaited: new Map() };
    threads.set(threadId, known);
    return known;
  };
  const server = await startModelServer({
    keepRequests: 1,
    ...options,
    respond: (request) => {
      const threadId = request.promptCacheKey ?? '';
      const calls = callsOf(threadId);
      calls.count += 1;
      calls.request = request;
      calls.awaited.get(calls.count)?.resolve(request);
      if (calls.script !== undefined) return calls.script(request);
      return new Promise((answer) => {
        calls.answer = answer;
      });
    },
  });
  const untilCall = async (threadId: string, number: number): Promise<ParsedRequest> => {
    const { count, request, awaited } = callsOf(threadId);
    if (count > number) throw new Error(`${threadId} has made ${count} calls, not ${number}`);
    if (count === number && request !== undefined) return request;
    const call = awaited.get(number) ?? Promise.withResolvers<ParsedRequest>();
    awaited.set(number, call);
    return call.promise;
  };
  const reply = (threadId: string, given: Reply): void => {
    const { answer } = callsOf(threadId);
    if (answer === undefined) throw new Error(`${threadId} has made no call`);
    answer(given);
  };
  return {
    server,
    calls: (threadId) => callsOf(threadId).count,
    request: (threadId) => callsOf(threadId).request,
    requests: (threadId) => server.requests.filter(({ request }) => request.promptCacheKey === threadId),
    untilCall,
    reply,
    play(threadId, given) {
      const { count } = callsOf(threadId);
      reply(threadId, given);
      return untilCall(threadId, count + 1);
    },
    follow(threadId, script) {
      callsOf(threadId).script = script;
    },
    stop: () => server.stop(),
  };
}
