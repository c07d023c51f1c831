/**
 * Keeps the histories of an end-to-end run for the replay test: `RECORD_HISTORIES=1 npm test --
 * test/end-to-end/lifecycle`. Done once for each release; a history that is kept must replay for ever after.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { fetchHistories } from './histories.ts';

export const HISTORIES = resolve(import.meta.dirname, '../../histories');

/** `threads` names each thread id; does nothing unless asked to by the environment. */
export async function recordHistories(address: string, threads: ReadonlyMap<string, string>): Promise<void> {
  if (process.env.RECORD_HISTORIES !== '1') return;
  await mkdir(HISTORIES, { recursive: true });
  for (const [threadId, title] of threads) {
    for (const [run, history] of (await fetchHistories(address, threadId)).entries()) {
      const name = `${title
        .replace(/ \[C[^\]]*\]$/, '')
        .replaceAll(/[^a-z0-9]+/gi, '-')
        .slice(0, 60)
        .replace(/-$/, '')}.${run}.json`;
      await writeFile(resolve(HISTORIES, name), `${withoutTraces(historyToJSON(history))}\n`);
    }
  }
}

/** Nothing of the machine that it was recorded on: host names stand in identities, paths in stack traces. */
const withoutTraces = (json: string): string =>
  json
    .replaceAll(/"(identity|binaryChecksum)": ?"[^"]*"/g, '"$1": "recorded"')
    .replaceAll(/"stackTrace": ?"[^"]*"/g, '"stackTrace": ""')
    .replaceAll(hostname(), 'host');
