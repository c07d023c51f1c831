/** Looks at how a streamed body begins, without taking anything of it away. */
import { Readable } from 'node:stream';
import { KIND_BYTES } from './archive-kind.ts';

/** The first bytes of a body, and the body with them: whatever callers name, the bytes tell. */
export async function peekKind(body: Readable): Promise<{ readonly body: Readable; readonly first: Buffer }> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let first = Buffer.alloc(0);
  while (first.length < KIND_BYTES) {
    const next = await chunks.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      if (first.length > 0) yield first;
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  }
  return {
    body: Readable.from(whole(), { objectMode: false }),
    first,
  };
}
