/** The REST server with its connections: what `main.ts` and the embedded start run. */
import { Client, Connection } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import type { BudgetRule } from '../contracts/ceiling/budget-rule.ts';
import type { Journal } from '../journal/journal.ts';
import type { TemporalSettings } from '../settings/temporal-settings.ts';
import type { Carrier } from '../streaming/carrier.ts';
import { createLiveWatch } from '../streaming/watch.ts';
import { buildApp } from './app.ts';
import { ensureSearchAttributes } from './temporal/search-attributes.ts';
import { createThreadClient } from './temporal/thread-client.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly temporal: TemporalSettings & { readonly address: string };
  readonly journal: Journal;
  /** It brings live text from the workers. */
  readonly carrier: Carrier;
  readonly workspaceSources: Readonly<Record<string, string>>;
  readonly budgets: BudgetRule;
  readonly logLevel?: string;
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { address, namespace, connection: tlsAndKey } = options.temporal;
  const connection = await Connection.connect({ address, ...tlsAndKey });
  await ensureSearchAttributes(connection, namespace);
  const live = createLiveWatch(options.carrier);
  const app = await buildApp(
    {
      journal: options.journal,
      live,
      threads: createThreadClient(new Client({ connection, namespace })),
      workspaceSources: options.workspaceSources,
      budgets: options.budgets,
    },
    options.logLevel === undefined ? {} : { logLevel: options.logLevel },
  );
  const url = await listen(app, options.host, options.port);
  return {
    url,
    async stop() {
      await app.close();
      live.close();
      await connection.close();
    },
  };
}

/** Resolves with the URL; the usual mistake (somebody else has the port) is told with its remedy. */
async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} on ${host} is taken. Set PORT to another one; 0 takes any free one.`);
  }
}
