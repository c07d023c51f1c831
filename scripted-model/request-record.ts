/**
 * What a rehearsal model server was asked, and what it served: the oracle for anybody who accounts tokens.
 */
import type { IncomingMessage } from 'node:http';
import { defined } from '../objects/defined.ts';
import type { ParsedRequest } from './parsed-request.ts';
import type { Reply, ReplyUsage } from './reply.ts';

export interface RecordedRequest {
  /** Position in the order of arrival, from 0. */
  readonly index: number;
  readonly at: string;
  readonly authorization?: string;
  readonly request: ParsedRequest;
  /** It asked for a compaction, not for a reply. */
  readonly isCompaction?: true;
  reply?: Reply;
  /** Present when the answer with this usage was handed to the connection, or is kept to be picked up. */
  usage?: ReplyUsage;
  /** It names a response in the background. */
  responseId?: string;
  /** The same: how often it was asked for by its id. */
  lookedUp?: number;
  /**
   * `abandoned`: the caller hung up before there was an answer. `refused`: longer than the window.
   * `cancelled`: in the background, and called off.
   */
  outcome: 'pending' | 'answered' | 'faulted' | 'abandoned' | 'scriptFailed' | 'refused' | 'cancelled';
}

/** What was answered in full. */
export interface Served {
  calls: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
}

export interface RequestRecord {
  readonly requests: readonly RecordedRequest[];
  readonly served: Readonly<Served>;
  add(incoming: IncomingMessage, request: ParsedRequest, isCompaction?: true): RecordedRequest;
  /** Called before the last byte leaves, so that whoever has read the answer finds it counted. */
  count(entry: RecordedRequest, usage: ReplyUsage): void;
}

/** `keepRequests`: how many are kept, newest last; `served` counts all. */
export function createRequestRecord(keepRequests = Number.POSITIVE_INFINITY): RequestRecord {
  const requests: RecordedRequest[] = [];
  const served: Served = { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
  let arrived = 0;
  return {
    requests,
    served,
    add({ headers: { authorization } }, request, isCompaction) {
      const entry: RecordedRequest = {
        index: arrived++,
        at: new Date().toISOString(),
        ...defined({ authorization, isCompaction }),
        request,
        outcome: 'pending',
      };
      requests.push(entry);
      if (requests.length > keepRequests) requests.shift();
      return entry;
    },
    count(entry, usage) {
      entry.outcome = 'answered';
      entry.usage = usage;
      served.calls += 1;
      served.inputTokens += usage.inputTokens;
      served.cachedInputTokens += usage.cachedInputTokens;
      served.outputTokens += usage.outputTokens;
    },
  };
}

/** What is derived from the body is left out. */
export const recordedJson = ({ request, ...rest }: RecordedRequest): object => ({
  ...rest,
  body: request.body,
  bytes: request.bytes,
});
