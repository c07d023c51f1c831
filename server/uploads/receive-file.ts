/** Takes the content of one file in; of one that is refused nothing stays. */

import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StoredContent } from '../../states/store-file.ts';
import { countBytes } from './counted-bytes.ts';
import type { ReceiveOptions } from './receive-archive.ts';
import { tooLarge } from './refused-upload.ts';
import { stoppedBy } from './stopped-stage.ts';

/** Throws a 413 beyond the limits. */
export async function receiveFile(
  body: Readable,
  { states, limits, beforeKept, signal }: ReceiveOptions,
): Promise<StoredContent> {
  const staged = stoppedBy(signal, await states.stage());
  const limit = limits.uploadBytes < limits.fileBytes ? 'uploadBytes' : 'fileBytes';
  try {
    const out = new PassThrough();
    const flow = pipeline(
      body,
      countBytes({ bytes: 0 }, (bytes) => {
        if (bytes > limits[limit]) throw tooLarge(limits, limit, 'The file has');
      }),
      out,
    );
    // Reading below ends with the same error.
    flow.catch(() => undefined);
    const content = await staged.add(out);
    await flow;
    await beforeKept?.();
    await staged.keep();
    return content;
  } finally {
    await staged.discard();
  }
}
