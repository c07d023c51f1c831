/** A thread that puts files into a store: it gets a batch, and answers with what became of each file. */
import { parentPort, workerData } from 'node:worker_threads';
import type { StorePlaces } from './content-path.ts';
import { type StoreRequest, storeEach } from './store-each.ts';

const places = workerData as StorePlaces;

parentPort?.on('message', (batch: readonly StoreRequest[]) => {
  parentPort?.postMessage(storeEach(places, batch));
});
