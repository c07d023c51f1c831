/** What a workspace held when its goal began, and contents of files. */
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../support/journals.ts';
import { AWKWARD_TEXT } from '../samples.ts';

const fileOf = (content: Buffer) => ({ sha256: createHash('sha256').update(content).digest('hex'), content });

/** Every byte, so that nothing is lost on the way through text. */
const BYTES = fileOf(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)));
const EMPTY = fileOf(Buffer.alloc(0));
const LARGE = fileOf(Buffer.alloc(3_000_000, 'x'));

export function workspaceRecordCases(open: OpenJournal): void {
  test('saveManifest: any paths → come back as they were; the first one of a goal stays', async () => {
    const journal = await open();
    const digests = { 'src/a.ts': 'file 644 aa', [AWKWARD_TEXT]: 'directory 755', __proto__x: 'link bb' };
    await journal.saveManifest({ threadId: 't1', goalId: 'g1', digests });
    await journal.saveManifest({ threadId: 't1', goalId: 'g1', digests: { other: 'absent' } });
    await journal.saveManifest({ threadId: 't1', goalId: 'g2', digests: {} });
    expect(await journal.readManifest('g1')).toEqual(digests);
    expect(await journal.readManifest('g2')).toEqual({});
    expect(await journal.readManifest('nothing')).toBeUndefined();
  });

  test('saveContents: any bytes, none, and many → come back as they were', async () => {
    const journal = await open();
    await journal.saveContents('t1', [BYTES, EMPTY, LARGE]);
    const kept = await journal.readContents('t1', [BYTES.sha256, EMPTY.sha256, LARGE.sha256, 'nothing']);
    expect(kept.size).toBe(3);
    for (const { sha256, content } of [BYTES, EMPTY, LARGE])
      expect(kept.get(sha256)?.equals(content)).toBe(true);
  });

  test('saveContents: again, or twice in one → kept once; nothing at all → nothing', async () => {
    const journal = await open();
    await journal.saveContents('t1', []);
    await journal.saveContents('t1', [BYTES, BYTES]);
    await journal.saveContents('t1', [BYTES, EMPTY]);
    expect([...(await journal.readContents('t1', [EMPTY.sha256, BYTES.sha256])).keys()].sort()).toEqual(
      [EMPTY.sha256, BYTES.sha256].sort(),
    );
    expect(await journal.readContents('t1', [])).toEqual(new Map());
  });

  test('readContents: of another thread → unknown, so that a thread can be deleted by itself', async () => {
    const journal = await open();
    await journal.saveContents('t1', [BYTES]);
    expect(await journal.readContents('t2', [BYTES.sha256])).toEqual(new Map());
    await journal.saveContents('t2', [BYTES]);
    expect((await journal.readContents('t2', [BYTES.sha256])).size).toBe(1);
  });
}
