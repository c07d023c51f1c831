/** What a goal may use, has used and has left, as replies show it. */
import { z } from 'zod';

const figure = z.number();

export const usageSchema = z
  .strictObject({
    inputTokens: figure,
    cachedInputTokens: figure,
    outputTokens: figure,
    modelCalls: figure,
    toolCalls: figure,
    turns: figure,
    wrapUpTurns: figure
      .describe('Turns of `turns` that only summed up; absent while there were none.')
      .exactOptional(),
    costUsd: figure.describe('0 for a model without a price.'),
    activeMs: figure.describe('Time in which a turn or the checks ran.'),
    compaction: z
      .strictObject({ count: figure, modelCalls: figure, tokens: figure, costUsd: figure })
      .describe('What of it went into compaction; absent while there was none.')
      .exactOptional(),
  })
  .meta({ id: 'Usage' });

export const budgetSchema = z.strictObject({
  tokens: figure.describe('Uncached input and output tokens.').exactOptional(),
  costUsd: figure.exactOptional(),
  turns: figure.exactOptional(),
  toolCalls: figure.exactOptional(),
  timeSeconds: figure.describe('Only while a turn or the checks run.').exactOptional(),
  deadline: z.string().describe('An ISO 8601 instant.').exactOptional(),
});

export const budgetLeftSchema = z
  .strictObject({
    tokens: figure.exactOptional(),
    costUsd: figure.exactOptional(),
    turns: figure.exactOptional(),
    toolCalls: figure.exactOptional(),
    timeSeconds: figure.exactOptional(),
    deadlineSeconds: figure.exactOptional(),
  })
  .describe('Of each dimension that the contract limits.');
