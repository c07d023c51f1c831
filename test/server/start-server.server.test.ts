import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { NO_CEILING } from '../../contracts/ceiling/budget-rule.ts';
import { NO_QUOTAS } from '../../contracts/ceiling/quota-rule.ts';
import { findTemporalCli } from '../../embedded/binaries/system-parts.ts';
import { startDevServer } from '../../embedded/dev-server.ts';
import { startServer } from '../../server/start-server.ts';
import { createInProcessCarrier } from '../../streaming/in-process-carrier.ts';
import { openTestJournal } from '../support/journal/test-journal.ts';

test('startServer: port taken → says which, and how to choose another', async () => {
  const temporal = await startDevServer({ cliPath: await findTemporalCli(), headless: true });
  const journal = await openTestJournal();
  const holder = createServer();
  const port = await new Promise<number>((resolve) => {
    holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port));
  });
  try {
    const start = startServer({
      host: '127.0.0.1',
      port,
      auth: { mode: 'none' },
      rates: {},
      quotas: NO_QUOTAS,
      temporal: { address: temporal.address, namespace: 'default', connection: {} },
      journal,
      carrier: createInProcessCarrier(),
      workspaceSources: {},
      budgets: NO_CEILING,
    });
    await expect(start).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken. Set PORT`);
  } finally {
    holder.close();
    await journal.close();
    await temporal.stop();
  }
});
