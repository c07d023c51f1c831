/** What people, models and tools have said, as items of the record show it. Later releases add to it. */
import { z } from 'zod';
import { listOf } from '../../http/list-of.ts';

export const userMessageBody = z
  .looseObject({
    content: z.string(),
    inputId: z.string().exactOptional(),
    delivery: z.enum(['queue', 'steer', 'interrupt']).exactOptional(),
    answers: z.string().describe('The question that it answers.').exactOptional(),
  })
  .meta({ id: 'UserMessageBody' });

const replyPart = z.discriminatedUnion('type', [
  z
    .looseObject({
      type: z.literal('message'),
      text: z.string(),
      isRefusal: z.literal(true).exactOptional(),
    })
    .meta({ id: 'ReplyMessage' }),
  z
    .looseObject({
      type: z.literal('function_call'),
      call_id: z.string(),
      name: z.string(),
      arguments: z.string().describe('JSON, as the model wrote it.'),
    })
    .meta({ id: 'ReplyCall' }),
  z.looseObject({ type: z.literal('reasoning') }).meta({ id: 'ReplyThoughts' }),
]);

const tokens = {
  inputTokens: z.number(),
  cachedInputTokens: z.number(),
  outputTokens: z.number(),
  costUsd: z.number().describe('Absent without a price.').exactOptional(),
};

export const modelReplyBody = z
  .looseObject({
    responseId: z.string(),
    model: z.string().exactOptional(),
    incomplete: z.string().describe('Set when the reply was cut.').exactOptional(),
    fallback: z.looseObject({ model: z.string(), reason: z.string() }).exactOptional(),
    output: listOf(replyPart),
    usage: z.looseObject({ ...tokens, serviceTier: z.string().exactOptional() }),
    promptBytes: z.number().exactOptional(),
    areCallsWritten: z.literal(true).exactOptional(),
    leftOut: listOf(z.int()).exactOptional(),
    thoughtsLeftOut: z.int().exactOptional(),
  })
  .meta({ id: 'ModelReplyBody' });

const account = z.looseObject({ name: z.string(), needed: z.string(), attempted: z.string() });

const contest = z.looseObject({
  check: z.string(),
  contradiction: z.string(),
  evidence: listOf(
    z.looseObject({ kind: z.string(), ref: z.string(), isFound: z.boolean(), says: z.string() }),
  ),
});

export const toolResultFields = {
  name: z.string().describe('The tool.'),
  ok: z.boolean(),
  output: z.string().describe('What the model reads.'),
  endedBy: z
    .enum(['exit', 'timeout', 'cancel', 'outputCeiling', 'signal', 'failedToStart'])
    .describe('How its command ended; absent: it ran none.')
    .exactOptional(),
  exitCode: z.int().nullable().exactOptional(),
  digest: z.string().exactOptional(),
  answerDigest: z.string().exactOptional(),
  interrupted: z.literal(true).describe('Its worker was lost while it ran.').exactOptional(),
  recorded: z.literal(true).exactOptional(),
  isNearer: z.literal(true).exactOptional(),
  blocker: account.exactOptional(),
  contest: contest.exactOptional(),
};

export const toolResultBody = z.looseObject(toolResultFields).meta({ id: 'ToolResultBody' });

export const compactionBody = z
  .looseObject({
    elidedBefore: z.int(),
    excerptsBefore: z.int().exactOptional(),
    summary: z
      .looseObject({
        before: z.int(),
        keeps: listOf(z.int()),
        omits: listOf(z.int()),
        text: z.string(),
      })
      .exactOptional(),
    reason: z.enum(['estimated', 'refused']),
    limitTokens: z.number(),
    isExact: z.literal(true).exactOptional(),
    bytesBefore: z.number(),
    bytesAfter: z.number(),
    summaryBy: z.enum(['model', 'provider', 'service']).exactOptional(),
    problem: z.string().exactOptional(),
    usage: z.looseObject({ modelCalls: z.number(), ...tokens }).exactOptional(),
  })
  .describe('How the transcript is shown to the model from here on; nothing of the record is lost.')
  .meta({ id: 'CompactionBody' });
