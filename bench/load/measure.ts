/** Puts the embedded service under load, once over each journal. */
import { readFile } from 'node:fs/promises';
import { createStopStack } from '../../process/stop-stack.ts';
import { startModelServer } from '../../scripted-model/model-server.ts';
import { FILE_GOAL } from '../../test/support/contract/contracts.ts';
import { startPostgres } from '../../test/support/journal/postgres.ts';
import { claim, inOrder, say, shell } from '../../test/support/model/scripts.ts';
import type { Api } from '../../test/support/service/api.ts';
import { removeDirectory, startService } from '../../test/support/service/service-process.ts';
import { call } from './callers.ts';
import type { JournalFigures, LoadFigures } from './figures.ts';
import type { JournalKind, LoadOptions } from './options.ts';
import { type LoadedThreads, readRequests, writeRequests } from './requests.ts';

const OTHER_THREADS = 20;
const KIB_IN_MB = 1_024;

export async function measureLoad(options: LoadOptions, say: (line: string) => void): Promise<LoadFigures> {
  const journals: JournalFigures[] = [];
  for (const journal of options.journals) {
    say(`${journal}: ${options.seconds} s`);
    journals.push(await measureJournal(journal, options));
  }
  return { bench: 'load', seconds: options.seconds, journals };
}

async function measureJournal(
  journal: JournalKind,
  { seconds, readers, writers }: LoadOptions,
): Promise<JournalFigures> {
  const stack = createStopStack();
  try {
    const script = inOrder([shell('echo done > done.txt'), claim], say('Done.'));
    const model = await startModelServer({ keepRequests: 1, respond: script });
    stack.push(() => model.stop());
    const postgres = journal === 'postgres' ? await startPostgres({ isDurable: true }) : undefined;
    if (postgres !== undefined) stack.push(() => postgres.stop());
    const service = await startService({
      modelUrl: model.baseUrl,
      env: postgres === undefined ? {} : { DATABASE_URL: postgres.url },
    });
    stack.push(() => removeDirectory(service.dataDirectory));
    stack.push(async () => void (await service.stop()));

    const threads = await makeThreads(service.api);
    const memoryAtRestMb = await memoryOf(service.pid, 'VmRSS');
    const { url } = service.api;
    const [reads, writes] = await Promise.all([
      call({ url, callers: readers, seconds, requests: readRequests(threads) }),
      call({ url, callers: writers, seconds, requests: writeRequests(threads) }),
    ]);
    return { journal, reads, writes, memoryAtRestMb, memoryPeakMb: await memoryOf(service.pid, 'VmHWM') };
  } finally {
    await stack.stop();
  }
}

async function makeThreads(api: Api): Promise<LoadedThreads> {
  const withGoal = await api.createThread({ title: 'With a goal', goal: FILE_GOAL });
  await api.untilGoal(withGoal, ({ status }) => status === 'complete');
  const others = await Promise.all(Array.from({ length: OTHER_THREADS }, () => api.createThread()));
  return { withGoal, others };
}

/** `VmRSS`: now; `VmHWM`: at most so far. */
async function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  if (kib === undefined) throw new Error(`the system does not say ${field} of process ${pid}`);
  return Math.round(Number(kib) / KIB_IN_MB);
}
