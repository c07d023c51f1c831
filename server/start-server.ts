/** The REST server with its connections: what `main.ts` and the embedded start run. */
import { Client, Connection } from '@temporalio/client';
import type { Journal } from '../journal/journal.ts';
import type { TemporalSettings } from '../settings/temporal-settings.ts';
import { buildApp } from './app.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import { createThreadClient } from './thread-client.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly temporal: TemporalSettings & { readonly address: string };
  readonly journal: Journal;
  readonly workspaceSources: readonly string[];
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
  const app = await buildApp(
    {
      journal: options.journal,
      threads: createThreadClient(new Client({ connection, namespace })),
      workspaceSources: options.workspaceSources,
    },
    options.logLevel === undefined ? {} : { logLevel: options.logLevel },
  );
  const url = await app.listen({ host: options.host, port: options.port });
  return {
    url,
    async stop() {
      await app.close();
      await connection.close();
    },
  };
}
