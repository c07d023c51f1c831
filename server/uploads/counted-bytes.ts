/** Bytes that pass by are counted, and refused beyond a limit. */
import { Transform } from 'node:stream';

export interface Counted {
  bytes: number;
}

/** `check` is called with what has passed so far, and throws when that is too much. */
export const countBytes = (counted: Counted, check: (bytes: number) => void): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      counted.bytes += chunk.length;
      try {
        check(counted.bytes);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      done(null, chunk);
    },
  });
