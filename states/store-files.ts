/**
 * Puts any number of files into a store without holding up this process: few at once here, many in threads.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { StorePlaces } from './content-path.ts';
import { type StoreAnswer, type StoreRequest, storeEach } from './store-each.ts';

export interface FileToStore extends StoreRequest {
  readonly sizeBytes: number;
}

/** Starting a thread takes longer than storing this much. */
const MAX_HERE = { files: 100, bytes: 4 * 1024 * 1024 };
const HERE_AT_ONCE = 4;
const THREADS = 2;
const BATCH = { files: 200, bytes: 8 * 1024 * 1024 };

/** Answers are in the order of the files. Rejects when a thread dies. */
export async function storeFiles(
  places: StorePlaces,
  files: readonly FileToStore[],
): Promise<readonly StoreAnswer[]> {
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return files.length <= MAX_HERE.files && totalBytes <= MAX_HERE.bytes
    ? storeHere(places, files)
    : storeInThreads(places, files);
}

async function storeHere(places: StorePlaces, files: readonly FileToStore[]): Promise<StoreAnswer[]> {
  const answers: StoreAnswer[] = [];
  for (let first = 0; first < files.length; first += HERE_AT_ONCE) {
    answers.push(...storeEach(places, files.slice(first, first + HERE_AT_ONCE)));
    await yieldToOthers();
  }
  return answers;
}

async function storeInThreads(places: StorePlaces, files: readonly FileToStore[]): Promise<StoreAnswer[]> {
  const answers: StoreAnswer[] = new Array(files.length);
  const batches = batchesOf(files);
  const work = async (): Promise<void> => {
    const thread = new Worker(new URL('./content-thread.ts', import.meta.url), { workerData: places });
    try {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        const { first, requests } = batch;
        (await ask(thread, requests)).forEach((answer, index) => {
          answers[first + index] = answer;
        });
      }
    } finally {
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(THREADS, batches.length) }, work));
  return answers;
}

const ask = (thread: Worker, requests: readonly StoreRequest[]): Promise<readonly StoreAnswer[]> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number): void => reject(new Error(`A thread of the store ended with ${code}.`));
    thread.once('error', reject).once('exit', onExit);
    thread.once('message', (answers: readonly StoreAnswer[]) => {
      thread.off('error', reject).off('exit', onExit);
      resolve(answers);
    });
    thread.postMessage(requests);
  });

interface Batch {
  readonly first: number;
  readonly requests: StoreRequest[];
}

function batchesOf(files: readonly FileToStore[]): Batch[] {
  const batches: Batch[] = [];
  let bytes = 0;
  files.forEach(({ hostPath, isLikelyKept, sizeBytes }, index) => {
    const last = batches.at(-1);
    bytes += sizeBytes;
    if (last !== undefined && last.requests.length < BATCH.files && bytes <= BATCH.bytes) {
      last.requests.push({ hostPath, isLikelyKept });
      return;
    }
    batches.push({ first: index, requests: [{ hostPath, isLikelyKept }] });
    bytes = sizeBytes;
  });
  return batches;
}
