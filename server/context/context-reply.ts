/** What a thread's next request would hold, and how much each part of it takes, as REST shows it. Pure. */
import { type ClosingBlock, closingBlock } from '../../context/closing/closing-block.ts';
import { INSTRUCTIONS } from '../../context/instructions.ts';
import { type NamedSize, promptBytes, requestSize } from '../../context/request-size.ts';
import type { PartSize } from '../../context/transcript/kind-sizes.ts';
import type { Transcript } from '../../context/transcript/transcript.ts';
import { estimatedTokens, tokenRate } from '../../context/window/token-estimate.ts';
import type { ModelReplyBody } from '../../journal/bodies/model-reply.ts';
import { defined } from '../../objects/defined.ts';
import type { NextRequestReply } from './context-schema.ts';
import type { NextTurn } from './next-turn.ts';

export interface NextRequest {
  readonly turn: NextTurn;
  readonly transcript: Transcript;
  readonly closing?: ClosingBlock;
  /** Absent while the model has not answered yet. */
  readonly lastReply?: ModelReplyBody & { readonly seq: number };
}

/** Token counts are estimates by `estimate`, but for those of `lastReply`, which the provider counted. */
export function contextReply({ turn, transcript, closing, lastReply }: NextRequest): NextRequestReply {
  const size = requestSize({ transcript, ...defined({ closing }) });
  const rate = tokenRate(transcript.lastCount);
  const counted = (bytes: number) => ({ bytes, tokens: estimatedTokens(bytes, rate) });
  const named = (parts: readonly NamedSize[]) =>
    parts.map(({ name, bytes }) => ({ name, ...counted(bytes) }));
  const ofKinds = Object.entries(size.transcript).map(([kind, { items, bytes }]) => [
    kind,
    { items, ...counted(bytes) },
  ]);
  return {
    kind: turn.kind,
    mayCallTools: turn.mayCallTools,
    estimate: { ...rate, bytesPerToken: Number(rate.bytesPerToken.toFixed(3)) },
    ...counted(promptBytes(size)),
    instructions: { ...counted(size.instructions), text: INSTRUCTIONS },
    tools: { ...counted(sum(size.tools)), byName: named(size.tools) },
    transcript: {
      items: Object.values(size.transcript).reduce((total, { items }) => total + items, 0),
      ...counted(sum(Object.values(size.transcript))),
      byKind: Object.fromEntries(ofKinds),
    },
    closing:
      closing === undefined
        ? null
        : { ...counted(sum(size.closing)), sections: named(size.closing), text: closingBlock(closing) },
    // What it replaced still stands in the record.
    ...(transcript.compaction === undefined ? {} : { compaction: { ...transcript.compaction } }),
    ...(lastReply === undefined ? {} : { lastReply: { seq: lastReply.seq, ...lastReply.usage } }),
  };
}

const sum = (parts: readonly Pick<PartSize, 'bytes'>[]): number =>
  parts.reduce((total, { bytes }) => total + bytes, 0);
