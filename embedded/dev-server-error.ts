import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Why the dev server did not start. The message names the way out and ends with the last lines of its log.
 */
export class DevServerError extends Error {
  override readonly name = 'DevServerError';
  readonly reason: 'portTaken' | 'fileInUse' | 'exited' | 'timeout' | 'namespace';

  constructor(reason: DevServerError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The last lines of a log, at most 4 KB, indented; empty when there is none. */
export function logTail(file: string): string {
  const maxBytes = 4096;
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const buffer = Buffer.alloc(Math.min(size, maxBytes));
      readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
      const text = buffer.toString('utf8').trim();
      if (text === '') return '';
      return text
        .split('\n')
        .slice(-12)
        .map((line) => `\n  | ${line}`)
        .join('');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}
