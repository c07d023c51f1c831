/** Reads of a living workspace end with their caller, and one list does not read without end. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tarChunks } from '../../../server/files/archive/tar-stream.ts';
import { createFileDigests, type FileDigests } from '../../../server/files/view/file-digests.ts';
import { createLivingView } from '../../../server/files/view/living-view.ts';

const LEFT = new Error('the caller has left');
const MIB = 1024 * 1024;

let root: string;
let directory: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-stopped-'));
  directory = join(root, 'work');
  mkdirSync(join(directory, 'many'), { recursive: true });
  for (let index = 0; index < 20; index += 1) writeFileSync(join(directory, 'many', `${index}`), 'x');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The caller leaves while the third file is read. */
function leaving() {
  const left = new AbortController();
  const real = createFileDigests(root);
  let read = 0;
  const digests: FileDigests = {
    ...real,
    digestOf: (...args) => {
      read += 1;
      if (read === 3) left.abort(LEFT);
      return real.digestOf(...args);
    },
  };
  return { signal: left.signal, view: createLivingView(directory, digests), count: () => read };
}

test.each(['survey', 'list'] as const)(
  '%s: the caller leaves in the middle → no further file is read',
  async (what) => {
    const { signal, view, count } = leaving();
    const reading = what === 'survey' ? view.survey(signal) : view.list('many', 50, '', signal);
    await expect(reading).rejects.toBe(LEFT);
    expect(count()).toBe(3);
  },
);

test('one large file: the caller leaves while it is hashed → it is not read to its end', async () => {
  const path = join(directory, 'large');
  writeFileSync(path, '');
  truncateSync(path, 2 ** 40);
  const left = new AbortController();
  const view = createLivingView(directory, createFileDigests(root));
  const reading = Promise.allSettled([view.survey(left.signal), view.open('large', undefined, left.signal)]);
  setTimeout(() => left.abort(LEFT), 20);
  expect((await reading).map((end) => end.status === 'rejected' && end.reason)).toEqual([LEFT, LEFT]);
  rmSync(path);
});

test('an archive: the caller leaves behind the first entry → no other one is opened', async () => {
  const left = new AbortController();
  const view = createLivingView(directory, createFileDigests(root));
  const survey = await view.survey();
  if (!survey.ok) throw new Error('the workspace cannot be read');
  const chunks = tarChunks(view, survey.manifest, left.signal);
  await chunks.next();
  left.abort(LEFT);
  await expect(chunks.next()).rejects.toBe(LEFT);
});

test('list: files of more than is read for one list → digests as far as that goes; all files are there', async () => {
  const folder = join(directory, 'sums');
  mkdirSync(folder);
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const name of names.slice(0, 5)) {
    writeFileSync(join(folder, name), '');
    truncateSync(join(folder, name), 15 * MIB);
  }
  writeFileSync(join(folder, 'f'), 'small');
  const view = createLivingView(directory, createFileDigests(root));
  const listed = await view.list('sums', 50);
  if (!listed.ok) throw new Error('the folder cannot be read');
  expect(listed.entries.map(([name]) => name)).toEqual(names);
  const known = listed.entries.filter(([, entry]) => 'sha256' in entry).map(([name]) => name);
  expect(known).toEqual(['a', 'b', 'c', 'd', 'f']);
  const last = listed.entries.at(-1)?.[1];
  expect(last).toMatchObject({ sha256: createHash('sha256').update('small').digest('hex') });
});
