/** Reads what an item of the record holds: parsed and looked at once, for whoever reads the record. Pure. */
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';
import type { Item } from '../journal.ts';
import { type AuditorBody, isAuditorBody, withReadableRuling } from './audit.ts';
import { type ChecksBody, isChecks } from './checks.ts';
import { type CompactionBody, isCompaction } from './compaction.ts';
import { isEvent } from './event.ts';
import { isModelReply, type ModelReplyBody } from './model-reply.ts';
import { isToolResult, type ToolResultBody, withReadableAccounts } from './tool-result.ts';
import { isUserMessage, type UserMessageBody } from './user-message.ts';

/** Results of checks stand in items of kind `toolResult` or `event`; here they are of a kind of their own. */
interface Bodies {
  readonly userMessage: UserMessageBody;
  readonly modelReply: ModelReplyBody;
  readonly toolResult: ToolResultBody;
  readonly checks: ChecksBody;
  /** Results of checks, and what the auditor was asked about them. */
  readonly audit: AuditorBody;
  readonly compaction: CompactionBody;
  readonly event: JournalEvent;
  /** It is not what its kind says. */
  readonly unreadable: undefined;
}

type KindOfBody = keyof Bodies;

export type ReadBody = {
  readonly [Kind in KindOfBody]: { readonly kind: Kind; readonly body: Bodies[Kind] };
}[KindOfBody];

const UNREADABLE: ReadBody = { kind: 'unreadable', body: undefined };

export function readBody({ kind, body: text }: Pick<Item, 'kind' | 'body'>): ReadBody {
  const body = parsed(text);
  switch (kind) {
    case 'userMessage':
      return isUserMessage(body) ? { kind, body } : UNREADABLE;
    case 'modelReply':
      return isModelReply(body) ? { kind, body } : UNREADABLE;
    case 'compaction':
      return isCompaction(body) ? { kind, body } : UNREADABLE;
    case 'toolResult':
      if (!isToolResult(body)) return UNREADABLE;
      return isChecks(body) ? ofChecks(body) : { kind, body: withReadableAccounts(body) };
    case 'event':
      if (isChecks(body)) return ofChecks(body);
      return isEvent(body) ? { kind, body } : UNREADABLE;
  }
}

/** The body, if it is of one of these kinds. */
export function bodyAs<Kind extends KindOfBody>(
  item: Pick<Item, 'kind' | 'body'>,
  ...kinds: readonly Kind[]
): Bodies[Kind] | undefined {
  const read = readBody(item);
  return (kinds as readonly KindOfBody[]).includes(read.kind) ? (read.body as Bodies[Kind]) : undefined;
}

/** The same of an item that has to be so, as whoever asks has written it: it throws otherwise. */
export function knownBody<Kind extends Exclude<KindOfBody, 'unreadable'>>(
  item: Pick<Item, 'seq' | 'kind' | 'body'>,
  ...kinds: readonly Kind[]
): Bodies[Kind] {
  const body = bodyAs(item, ...kinds);
  if (body === undefined) throw new Error(`item ${item.seq} of the record is no ${kinds.join(' or ')}`);
  return body;
}

const ofChecks = (body: ChecksBody): ReadBody =>
  isAuditorBody(body) ? { kind: 'audit', body: withReadableRuling(body) } : { kind: 'checks', body };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
