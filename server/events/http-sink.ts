/** An HTTP answer as a place for events. */
import type { ServerResponse } from 'node:http';
import type { EventSink } from './event-stream.ts';

/** Not read yet by the caller; beyond it live text is lost to this one. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

export function createHttpSink(http: ServerResponse, signal: AbortSignal): EventSink {
  return {
    async write(text) {
      if (http.write(text) || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          http.off('drain', done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        http.once('drain', done);
        signal.addEventListener('abort', done, { once: true });
      });
    },
    offer(text) {
      if (http.writableLength < MAX_BUFFERED_BYTES) http.write(text);
    },
  };
}
