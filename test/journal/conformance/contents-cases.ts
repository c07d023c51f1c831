/** What files of hidden checks hold. */
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../support/journal/journals.ts';

const BYTES = Buffer.from([0, 255, 10, 13, 128, 0]);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

export function contentCases(open: OpenJournal): void {
  test('saveContent: any bytes, twice → kept once under their SHA-256, byte for byte', async () => {
    const journal = await open();
    expect(await journal.saveContent('t1', BYTES)).toBe(SHA256);
    expect(await journal.saveContent('t1', BYTES)).toBe(SHA256);
    expect(await journal.readContent('t1', SHA256)).toEqual(BYTES);
    expect(await journal.contentSizes('t1', [SHA256, 'b'])).toEqual(new Map([[SHA256, BYTES.length]]));
    expect(await journal.contentSizes('t1', [])).toEqual(new Map());
  });

  test('readContent: of another thread → undefined, though the bytes are kept', async () => {
    const journal = await open();
    await journal.saveContent('t1', BYTES);
    expect(await journal.readContent('t2', SHA256)).toBeUndefined();
    expect(await journal.contentSizes('t2', [SHA256])).toEqual(new Map());
  });

  test('saveContent: nothing → an empty content is kept as well', async () => {
    const journal = await open();
    const sha256 = await journal.saveContent('t1', Buffer.alloc(0));
    expect(await journal.readContent('t1', sha256)).toEqual(Buffer.alloc(0));
  });
}
