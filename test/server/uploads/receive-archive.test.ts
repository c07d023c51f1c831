/** Archives as they come: exactly their entries, or nothing. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ArchiveForm, receiveArchive } from '../../../server/uploads/receive-archive.ts';
import type { UploadLimits } from '../../../settings/upload-settings.ts';
import { createDirectoryStore } from '../../../states/directory-store.ts';
import type { StateStore } from '../../../states/state-store.ts';
import { displayPath } from '../../../tree/tree-paths.ts';
import { type TarEntry, tarOf, type ZipEntry, zipOf } from '../../support/workspace/archives.ts';

const MIB = 1024 * 1024;
const LIMITS: UploadLimits = {
  uploadBytes: 64 * MIB,
  workspaceBytes: 256 * MIB,
  fileBytes: 128 * MIB,
  workspaceFiles: 50,
};

let directory: string;
let states: StateStore;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'uploads-'));
  states = createDirectoryStore(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const receive = (bytes: Uint8Array, form: ArchiveForm = 'tar', limits: Partial<UploadLimits> = {}) =>
  receiveArchive(Readable.from([Buffer.from(bytes)]), form, { states, limits: { ...LIMITS, ...limits } });

const problemOf = async (received: Promise<unknown>): Promise<unknown> => {
  const before = await filesIn(directory);
  const error: unknown = await received.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  // A draft of the test before may go meanwhile; none may come.
  expect(before).toEqual(expect.arrayContaining(await filesIn(directory)));
  return (error as { problem?: unknown } | undefined)?.problem ?? error;
};

/** A folder may go while it is read: then it is read again. */
const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return filesIn(folder);
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
};

const HONEST: TarEntry[] = [
  { name: './', type: 'directory', mode: 0o755 },
  { name: './src/', type: 'directory', mode: 0o700 },
  { name: './src/a.sh', content: 'echo', mode: 0o755 },
  { name: './src/up', type: 'symlink', linkname: '../README' },
  { name: './README', content: 'hi' },
  { name: './twin', type: 'link', linkname: './README' },
];

test.each(['plain', 'gzipped'])('a %s tar → its entries with modes, links and hard links', async (form) => {
  const bytes = await tarOf(HONEST);
  const { manifest } = await receive(form === 'plain' ? bytes : gzipSync(bytes));
  expect(Object.fromEntries(manifest)).toMatchObject({
    README: { kind: 'file', mode: 0o644, sizeBytes: 2, mtime: '1700000000.000000000' },
    src: { kind: 'directory', mode: 0o700 },
    'src/a.sh': { kind: 'file', mode: 0o755, sizeBytes: 4 },
    'src/up': { kind: 'link', target: '../README' },
    twin: { kind: 'file', sizeBytes: 2 },
  });
  expect(manifest.size).toBe(5);
});

test('a tar that is cut behind a file of zeros → refused, as whole as its end looks', async () => {
  const bytes = await tarOf([
    { name: 'zeros', content: Buffer.alloc(4_096) },
    { name: 'lost', content: 'x' },
  ]);
  const cut = bytes.subarray(0, 512 + 4_096);
  expect(await problemOf(receive(cut))).toMatchObject({ status: 400, code: 'badArchive', rule: 'damaged' });
  expect(await problemOf(receive(gzipSync(cut)))).toMatchObject({ rule: 'damaged' });
  const whole = await receive(await tarOf([{ name: 'zeros', content: Buffer.alloc(4_096) }]));
  expect(whole.manifest.size).toBe(1);
});

test.each([
  ['a zip as a tar', 'tar', zipOf([{ name: 'a', content: 'x' }]), 'application/zip'],
  ['a tar.gz as a zip', 'zip', gzipSync('x'), 'application/gzip'],
  ['an xz as a tar', 'tar', Buffer.from('fd377a585a000004', 'hex'), 'packed by xz'],
] as const)('%s → the answer says what to send it as', async (_, form, bytes, words) => {
  expect(await problemOf(receive(bytes, form))).toMatchObject({
    code: 'badArchive',
    detail: expect.stringContaining(words),
  });
});

test('a tar as a zip → the answer says what to send it as', async () => {
  expect(await problemOf(receive(await tarOf([{ name: 'a', content: 'x' }]), 'zip'))).toMatchObject({
    detail: expect.stringContaining('application/x-tar'),
  });
});

test('what speaks against an archive at last → nothing of it is kept', async () => {
  const before = await filesIn(directory);
  const refused = receiveArchive(
    Readable.from([await tarOf([{ name: 'n', content: 'never kept' }])]),
    'tar',
    {
      ...{ states, limits: LIMITS },
      beforeKept: () => Promise.reject(new Error('somebody works')),
    },
  );
  await expect(refused).rejects.toThrow('somebody works');
  expect(await filesIn(directory)).toEqual(before);
});

test('a zip → its entries with modes and links', async () => {
  const { manifest } = await receive(
    zipOf([
      { name: 'src/', content: '' },
      { name: 'src/a.sh', content: 'echo '.repeat(100), mode: 0o100755 },
      { name: 'l', content: 'src', mode: 0o120777 },
    ]),
    'zip',
  );
  expect(Object.fromEntries(manifest)).toMatchObject({
    src: { kind: 'directory' },
    'src/a.sh': { kind: 'file', mode: 0o755, sizeBytes: 500 },
    l: { kind: 'link', target: 'src' },
  });
});

test.each([
  ['without a charset, from a Unix', { isUtf8: false }],
  ['in UTF-8', {}],
])('a zip with a name %s → the bytes of the name', async (_, how) => {
  const { manifest } = await receive(zipOf([{ name: 'grüße 1.txt', content: 'x', ...how }]), 'zip');
  expect([...manifest.keys()].map(displayPath)).toEqual(['grüße 1.txt']);
});

/** What would be four records in the place of one, if it were written as it comes. */
const FORGED = ['t', '1.000000000', '!a', 'f', '4755', 'f'.repeat(64), '1', '1.0', '../../out', 'l', 't'];

test.each([
  ['a NUL in it', FORGED.join('\0')],
  ['no bytes', ''],
  ['more bytes than the kernel follows', 'a/'.repeat(2_048)],
])('a link to a target with %s → refused, by either kind of archive', async (_, target) => {
  const rule = { status: 400, code: 'badArchive', entry: 'z', rule: 'linkTarget' };
  const zip = zipOf([{ name: 'z', content: target, mode: 0o120777 }]);
  expect(await problemOf(receive(zip, 'zip'))).toMatchObject(rule);
  const tar = await tarOf([{ name: 'z', type: 'symlink', linkname: target, pax: { linkpath: target } }]);
  expect(await problemOf(receive(tar))).toMatchObject(rule);
});

test('links that lead on through one another → refused after so many steps, whatever they would come to', async () => {
  const slowly = (name: string, next: string): TarEntry => {
    const linkname = `${'./'.repeat(2_000)}${next}`;
    return { name, type: 'symlink', linkname, pax: { linkpath: linkname } };
  };
  const chain = Array.from({ length: 39 }, (_, index) =>
    slowly(`c${index}`, index === 38 ? '.' : `c${index + 1}`),
  );
  const others = Array.from({ length: 10 }, (_, index) => slowly(`m${index}`, 'c0'));
  const problem = await problemOf(receive(await tarOf([...chain, ...others])));
  expect(problem).toMatchObject({ status: 400, rule: 'linkLeadsOut' });
});

const file = (name: string): TarEntry => ({ name, content: 'x' });
const link = (name: string, linkname: string): TarEntry => ({ name, type: 'symlink', linkname });

const REFUSED: readonly (readonly [string, readonly TarEntry[], string])[] = [
  ['an absolute name', [file('/etc/passwd')], 'absoluteName'],
  ['a name that climbs', [file('a/../../b')], 'climbingName'],
  ['a name that climbs within', [file('a/../b')], 'climbingName'],
  ['a part of a name that is too long', [file('n'.repeat(256))], 'longName'],
  [
    'a name that is too long',
    [file(Array.from({ length: 40 }, () => 'n'.repeat(120)).join('/'))],
    'longName',
  ],
  ['a name that is too deep', [file(Array.from({ length: 101 }, () => 'n').join('/'))], 'deepName'],
  ['the same name twice', [file('a'), file('a')], 'duplicate'],
  ['the same name, written otherwise', [file('a/b'), file('./a//b')], 'duplicate'],
  [
    'a folder twice',
    [
      { name: 'a', type: 'directory' },
      { name: 'a/', type: 'directory' },
    ],
    'duplicate',
  ],
  ['a file where a folder is', [file('a/b'), file('a')], 'duplicate'],
  ['names that differ by case', [file('README'), file('readme')], 'differsByCase'],
  ['folders that differ by case', [file('Src/a'), file('src/b')], 'differsByCase'],
  ['names that differ by composition', [file('\u00e9'), file('e\u0301')], 'differsByCase'],
  ['an entry below a link', [link('a', 'b'), file('a/c')], 'belowNoFolder'],
  ['an entry below a file', [file('a'), file('a/c')], 'belowNoFolder'],
  ['a link to an absolute path', [link('a', '/etc')], 'linkLeadsOut'],
  ['a link that climbs out', [link('a/b', '../../c')], 'linkLeadsOut'],
  [
    'links that climb out together',
    [link('p/q', '../z'), file('z/y'), link('e', 'p/q/../../x')],
    'linkLeadsOut',
  ],
  ['a hard link to outside', [{ name: 'a', type: 'link', linkname: '../b' }], 'hardLink'],
  ['a hard link to an absolute path', [{ name: 'a', type: 'link', linkname: '/etc/passwd' }], 'hardLink'],
  ['a hard link to what comes later', [{ name: 'a', type: 'link', linkname: 'b' }, file('b')], 'hardLink'],
  ['a hard link to a link', [link('l', 'x'), { name: 'a', type: 'link', linkname: 'l' }], 'hardLink'],
  ['a device', [{ name: 'a', type: 'character-device' }], 'device'],
  ['a block device', [{ name: 'a', type: 'block-device' }], 'device'],
  ['a pipe', [{ name: 'a', type: 'fifo' }], 'device'],
];

test.each(REFUSED)('a tar with %s → refused by name and rule, nothing stays', async (_, entries, rule) => {
  expect(await problemOf(receive(await tarOf([file('first'), ...entries])))).toMatchObject({
    status: 400,
    code: 'badArchive',
    rule,
    entry: expect.any(String),
  });
});

const ZIPS: readonly (readonly [string, readonly ZipEntry[], string])[] = [
  ['an absolute name', [{ name: '/a', content: 'x' }], 'absoluteName'],
  ['a drive', [{ name: 'C:\\a', content: 'x' }], 'absoluteName'],
  ['backslashes that climb', [{ name: 'a\\..\\..\\b', content: 'x' }], 'climbingName'],
  [
    'the same name twice',
    [
      { name: 'a', content: 'x' },
      { name: 'a', content: 'y' },
    ],
    'duplicate',
  ],
  ['a link out', [{ name: 'a', content: '/etc', mode: 0o120777 }], 'linkLeadsOut'],
  ['a device', [{ name: 'a', content: '', mode: 0o020666 }], 'device'],
  ['a wrong checksum', [{ name: 'a', content: 'x', crc: 1 }], 'damaged'],
  ['an encrypted entry', [{ name: 'a', content: 'x', flags: 1 }], 'encrypted'],
  [
    'an entry below a link',
    [
      { name: 'a', content: 'b', mode: 0o120777 },
      { name: 'a/c', content: '' },
    ],
    'belowNoFolder',
  ],
];

test.each(ZIPS)('a zip with %s → refused by name and rule, nothing stays', async (_, entries, rule) => {
  expect(await problemOf(receive(zipOf(entries), 'zip'))).toMatchObject({ status: 400, rule });
});

describe('limits', () => {
  test.each([
    ['a body that is too long', { uploadBytes: 600 }, 'UPLOAD_MAX_BYTES'],
    ['a file that is too large', { fileBytes: 3 }, 'WORKSPACE_MAX_FILE_BYTES'],
    ['files that are too large together', { workspaceBytes: 6 }, 'WORKSPACE_MAX_BYTES'],
    ['too many entries', { workspaceFiles: 1 }, 'WORKSPACE_MAX_FILES'],
  ] as const)('%s → 413 that names the setting', async (_, limits, setting) => {
    const entries = [
      { name: 'a', content: 'aaaa' },
      { name: 'b', content: 'bbbb' },
    ];
    const problem = { status: 413, code: 'uploadTooLarge', setting };
    expect(await problemOf(receive(await tarOf(entries), 'tar', limits))).toMatchObject(problem);
    if (setting !== 'UPLOAD_MAX_BYTES')
      expect(await problemOf(receive(zipOf(entries), 'zip', limits))).toMatchObject(problem);
  });

  test('zeros packed to a thousandth → 413, in either form', async () => {
    const content = Buffer.alloc(100 * MIB);
    expect(await problemOf(receive(gzipSync(await tarOf([{ name: 'a', content }]))))).toMatchObject({
      status: 413,
      limit: 200,
    });
    expect(await problemOf(receive(zipOf([{ name: 'a', content }]), 'zip'))).toMatchObject({ status: 413 });
  });

  test('zeros without end after the archive → 413', async () => {
    const bytes = gzipSync(Buffer.concat([await tarOf([file('a')]), Buffer.alloc(80 * MIB)]));
    expect(await problemOf(receive(bytes))).toMatchObject({ status: 413 });
  });
});

const name = fc.stringMatching(/^[a-z]{1,3}(\/[a-z]{1,3}){0,2}$/);
const content = fc.uint8Array({ maxLength: 3_000 });

test('any tree as an archive, of a kind that is said or told by its bytes → exactly its files; cut anywhere or with a byte changed → those, or nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(name, content, { maxKeys: 6, noNullPrototype: true }),
      fc.constantFrom('tar', 'gzip', 'zip'),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.boolean(),
      fc.boolean(),
      async (wanted, form, where, isCut, isUnsaid) => {
        const entries = Object.entries(wanted).map(([path, bytes]) => ({ name: path, content: bytes }));
        const packed = form === 'zip' ? zipOf(entries) : await tarOf(entries);
        const bytes = form === 'gzip' ? gzipSync(packed) : packed;
        const said = form === 'zip' ? 'zip' : 'tar';
        const as = isUnsaid ? 'unsaid' : said;
        const whole = await filesOf(receive(bytes, as));
        const isTree = !Object.keys(wanted).some((path) =>
          Object.keys(wanted).some((other) => other.startsWith(`${path}/`)),
        );
        expect(whole).toEqual(isTree ? contentsOf(wanted) : undefined);
        const at = Math.floor(where * bytes.length);
        const damaged = Buffer.from(isCut ? bytes.subarray(0, at) : bytes);
        if (isCut) expect([undefined, whole]).toContainEqual(await filesOf(receive(damaged, as)));
        else {
          damaged[at] = (damaged[at] ?? 0) ^ 0x55;
          // A tar has no checksum of contents; whatever it says, reading it ends in a tree or in a problem.
          await filesOf(receive(damaged, as));
        }
      },
    ),
    { numRuns: 60 },
  );
});

const contentsOf = (wanted: Record<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(wanted).map(([path, bytes]) => [path, Buffer.from(bytes).toString('hex')]),
  );

/** `undefined`: refused with a problem; any other error is thrown. */
async function filesOf(received: ReturnType<typeof receive>): Promise<Record<string, string> | undefined> {
  const state = await received.catch((error: { problem?: { status: number } }) => {
    if (error.problem === undefined) throw error;
    return undefined;
  });
  if (state === undefined) return undefined;
  const found: Record<string, string> = {};
  for (const [path, entry] of state.manifest)
    if (entry.kind === 'file')
      found[path] = (await states.contentOf(entry.sha256))?.toString('hex') ?? 'lost';
  return found;
}

test.each(['zip', 'tar'] as const)(
  'a whole %s whose caller leaves before it is unpacked → nothing is kept',
  async (form) => {
    const files = [{ name: 'a', content: 'never kept of a caller who left' }];
    const bytes = form === 'zip' ? await zipOf(files) : await tarOf(files);
    const left = new AbortController();
    async function* body() {
      yield Buffer.from(bytes);
      left.abort(new Error('left'));
    }
    const before = await filesIn(directory);
    const wish = { states, limits: LIMITS, signal: left.signal };
    await expect(
      receiveArchive(Readable.from(body(), { objectMode: false }), form, wish),
    ).rejects.toBeDefined();
    expect(before).toEqual(expect.arrayContaining(await filesIn(directory)));
  },
);

describe('an archive that was damaged on the way', () => {
  test('an entry of a zip that holds more than it says → refused by its name', async () => {
    const zip = zipOf([{ name: 'small', content: 'x'.repeat(1_000), sizeBytes: 5 }]);
    expect(await problemOf(receive(zip, 'zip'))).toMatchObject({
      status: 400,
      rule: 'damaged',
      entry: 'small',
    });
  });

  test('a zip with more entries than its end says → refused, since some would be lost', async () => {
    const zip = zipOf(['a', 'b'].map((name) => ({ name, content: name })));
    for (const place of [14, 12]) zip.writeUInt16LE(1, zip.length - place);
    expect(await problemOf(receive(zip, 'zip'))).toMatchObject({ status: 400, rule: 'damaged' });
  });

  test('bytes of a zip turned over → it is taken in or refused, and nothing else happens', async () => {
    const zip = zipOf(
      ['a.txt', 'b/c.txt', 'd'].map((name, index) => ({ name, content: `${name} `.repeat(20 + 40 * index) })),
    );
    const flips = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(flips, async (at) => {
        const damaged = Buffer.from(zip);
        for (const [place, mask] of at) damaged[place] = (damaged[place] ?? 0) ^ mask;
        const status = await receive(damaged, 'zip').then(
          () => 'taken',
          (error: { problem?: { status: number } }) => error.problem?.status ?? error,
        );
        expect(['taken', 400, 413]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });

  test('a name of a tar whose extended header is no UTF-8 → refused, since it would come out changed', async () => {
    const tar = await tarOf([{ name: 'x', content: 'x', pax: { path: 'caf\u00e9', hdrcharset: 'BINARY' } }]);
    const binary = Buffer.from(tar.toString('latin1').replace('\u00c3\u00a9', '\u00e9.'), 'latin1');
    expect(await problemOf(receive(binary))).toMatchObject({ status: 400, rule: 'unreadableName' });
  });
});
