/** What a tenant has spent, and what was done for it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { UsageGrouping, UsageSum } from '../../journal/rows/usage-figures.ts';
import { defined } from '../../objects/defined.ts';
import { billedTokens } from '../../workflows/budget/usage.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { listOf } from '../http/list-of.ts';
import { moment } from '../http/query/moment.ts';
import { jsonReply, plainProblems } from '../http/replies.ts';

const METADATA = /^metadata\.(.{1,40})$/su;

const usageQuery = z
  .strictObject({
    from: moment.describe('The first moment that counts.'),
    to: moment.describe('The first moment that does not count any more; default: now.').exactOptional(),
    groupBy: z
      .string()
      .regex(/^(day|model|key|metadata\.[^[\]]{1,40})$/u, 'must be day, model, key, or metadata.<key>')
      .describe(
        '`day` (UTC), `model`, `key` (of the API that made the thread), or `metadata.<key>` of threads.',
      )
      .exactOptional(),
  })
  .refine(({ from, to }) => to === undefined || from < to, { path: ['to'], message: 'must be after from' });

const figures = {
  inputTokens: z.int(),
  cachedInputTokens: z.int().describe('Of the input tokens.'),
  outputTokens: z.int(),
  tokens: z.int().describe('As budgets count them: input that was not cached, and output.'),
  costUsd: z.number().describe('By the price table at the time of each call; a model without a price: 0.'),
  modelCalls: z.int(),
  turns: z.int().describe('That ended.'),
  goals: z.int().describe('That were set.'),
};

const usageReply = z
  .strictObject({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    total: z.strictObject(figures),
    disk: z
      .strictObject({
        workspaceBytes: z.int().describe('Of workspaces, and of what commands left beside them.'),
        keptBytes: z.int().describe('Of kept states: what each has that the one before had not.'),
      })
      .describe('What the threads take of disks now, as last measured.'),
    groups: listOf(
      z.strictObject({
        group: z
          .string()
          .nullable()
          .describe('null: without such a key or model, or of a thread that is purged.'),
        ...figures,
      }),
    )
      .describe('In the order of their names.')
      .exactOptional(),
  })
  .meta({ id: 'UsageOfTenant' });

export const usageRoutes =
  ({ journal }: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = {
      operationId: 'getUsage',
      summary: 'What was spent in a time, and what was done for it.',
      tags: ['threads'],
      description:
        'Every answer of a model counts once, when it came, whatever became of it. Figures stay when their thread is purged.',
      querystring: usageQuery,
      response: { 200: jsonReply('The sums.', usageReply), ...plainProblems },
    };
    app.get('/usage', { schema }, async ({ query, principal: { tenantId } }) => {
      const { from, to = new Date() } = query;
      const groupBy = query.groupBy === undefined ? undefined : groupingOf(query.groupBy);
      const asked = { tenantId, from, to };
      const [total] = await journal.sumUsage(asked);
      const groups = groupBy === undefined ? undefined : await journal.sumUsage({ ...asked, groupBy });
      return {
        from: from.toISOString(),
        to: to.toISOString(),
        total: figuresOf(total ?? NOTHING),
        disk: await journal.sumThreadSizes(tenantId),
        ...defined({ groups: groups?.map((sum) => ({ group: sum.group, ...figuresOf(sum) })) }),
      };
    });
  };

const NOTHING: UsageSum = {
  ...{ group: null, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 },
  ...{ modelCalls: 0, turns: 0, goals: 0 },
};

function groupingOf(text: string): UsageGrouping {
  const [, metadata] = METADATA.exec(text) ?? [];
  return metadata === undefined ? (text as 'day' | 'model' | 'key') : { metadata };
}

const figuresOf = ({ group: _, ...sum }: UsageSum) => ({ ...sum, tokens: billedTokens(sum) });
