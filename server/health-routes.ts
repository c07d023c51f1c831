/** Tells whoever watches the process whether it is alive, and able to work. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServerDependencies } from './dependencies.ts';
import { journalOutage } from './http/journal-outage.ts';
import { fullDisk } from './http/observed/full-disk.ts';
import { ProblemError, unavailable } from './http/problem.ts';
import { jsonReply, problemReply, problemSchema } from './http/replies.ts';

/** What could be written to so lately is not tried again: that costs a write. */
const WRITABLE_MS = 10_000;

const workerSchema = z
  .enum(['polling', 'none', 'unknown'])
  .describe(
    'Whether a worker has asked Temporal for work within the last minutes. Without one, requests are accepted and goals wait.',
  );

const partsSchema = z
  .strictObject({
    temporal: z.enum(['up', 'down']),
    journal: z.enum(['up', 'down']).describe('Whether it can be read and written to.'),
    disk: z.enum(['up', 'full']).describe('Of the folders that this process can see.'),
    worker: workerSchema,
  })
  .describe('Each part that the service needs, by its name.');

const readySchema = z.strictObject({
  status: z.literal('ready'),
  worker: workerSchema,
  parts: partsSchema,
});

const notReadySchema = problemSchema.extend({ parts: partsSchema.exactOptional() });

export const healthRoutes =
  ({ journal, threads, disks = [] }: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/healthz',
      {
        schema: {
          operationId: 'getHealth',
          summary: 'Whether the process is alive.',
          tags: ['service'],
          response: { 200: jsonReply('It is.', z.strictObject({ status: z.literal('ok') })) },
        },
      },
      async () => ({ status: 'ok' as const }),
    );

    const ready = {
      operationId: 'getReadiness',
      summary: 'Whether the service can work: Temporal answers, and the journal can be written to.',
      tags: ['service'],
      response: {
        200: jsonReply('It can; whether a worker does is told beside.', readySchema),
        503: problemReply('It cannot; `detail` and `parts` name what is missing.', notReadySchema),
      },
    };
    let writableAtMs = Number.NEGATIVE_INFINITY;
    const journalTrouble = async (): Promise<string | undefined> => {
      try {
        await journal.readThread('readyz');
        if (Date.now() - writableAtMs < WRITABLE_MS) return undefined;
        await journal.checkWritable();
        writableAtMs = Date.now();
        return undefined;
      } catch (error) {
        return journalOutage(error);
      }
    };
    app.get('/readyz', { schema: ready }, async () => {
      const [isTemporalUp, trouble, hasWorker] = await Promise.all([
        threads.isReachable(),
        journalTrouble(),
        threads.hasWorker(),
      ]);
      const full = fullDisk(disks);
      const missing = [
        ...(isTemporalUp ? [] : ['Temporal cannot be reached']),
        ...(trouble === undefined ? [] : [trouble]),
        ...(full === undefined ? [] : [full]),
      ];
      const worker = workerState(hasWorker);
      const parts = {
        temporal: isTemporalUp ? 'up' : 'down',
        journal: trouble === undefined ? 'up' : 'down',
        disk: full === undefined ? 'up' : 'full',
        worker,
      } as const;
      if (missing.length > 0) throw new ProblemError({ ...unavailable(missing.join('; ')).problem, parts });
      return { status: 'ready' as const, worker, parts };
    });
  };

const workerState = (hasWorker: boolean | undefined): z.output<typeof readySchema>['worker'] =>
  hasWorker === undefined ? 'unknown' : hasWorker ? 'polling' : 'none';
