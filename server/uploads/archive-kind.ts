/** Which kind of archive a body is, by its first bytes, and how it is to be sent. Pure. */

export type ArchiveKind = 'tar' | 'gzip' | 'zip';

const START = { gzip: [0x1f, 0x8b], zip: [0x50, 0x4b] } as const;
/** A tar says so behind the name of its first entry. */
const TAR_MARK_AT = 257;
const TAR_MARK = 'ustar';

/** So many bytes tell every kind that is told apart here. */
export const KIND_BYTES = TAR_MARK_AT + TAR_MARK.length;

/** Kinds that are not taken, as their programs are called. */
const OTHERS: readonly (readonly [string, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
];

const SEND_AS = {
  zip: 'It is a zip: send it as `content-type: application/zip`',
  gzip: 'It is packed by gzip: send it as `content-type: application/gzip`',
  tar: 'It is a tar: send it as `content-type: application/x-tar`',
} as const satisfies Record<ArchiveKind, string>;

const begins = (first: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => first[index] === byte);

/** `undefined`: none that is taken. An old tar has no mark, and is not known by its bytes. */
export function archiveKind(first: Buffer): ArchiveKind | undefined {
  if (begins(first, START.gzip)) return 'gzip';
  if (begins(first, START.zip)) return 'zip';
  return first.toString('latin1', TAR_MARK_AT, KIND_BYTES) === TAR_MARK ? 'tar' : undefined;
}

/** What to send in place of a body that is another kind of archive than its type says; else `undefined`. */
export function kindAdvice(first: Buffer, expected: readonly ArchiveKind[]): string | undefined {
  const kind = archiveKind(first);
  if (kind !== undefined) return expected.includes(kind) ? undefined : SEND_AS[kind];
  const other = OTHERS.find(([, bytes]) => begins(first, bytes));
  return other && `It is packed by ${other[0]}: send a tar, a tar.gz or a zip`;
}
