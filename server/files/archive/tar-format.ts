/**
 * Entries as GNU tar writes them. By hand, since names are bytes, which the packages for it take for text.
 * All of it follows from the entry, so that the same state gives the same bytes. Pure.
 */
import type { BytePath } from '../../../tree/tree-paths.ts';

const BLOCK = 512;
const MAX_NAME_BYTES = 100;
const MAX_OCTAL_SIZE = 8 ** 11 - 1;

export interface TarEntry {
  readonly type: 'file' | 'link' | 'directory';
  readonly path: BytePath;
  readonly mode: number;
  readonly sizeBytes: number;
  /** Whole seconds since 1970. */
  readonly mtime: number;
  readonly target?: BytePath;
}

const FLAGS = { file: '0', link: '2', directory: '5', longPath: 'L', longTarget: 'K' } as const;

/** Everything that stands before the content of the entry. */
export function tarHead(entry: TarEntry): Buffer {
  const path = entry.type === 'directory' ? `${entry.path}/` : entry.path;
  const target = entry.target ?? '';
  return Buffer.concat([
    ...(target.length > MAX_NAME_BYTES ? longName(FLAGS.longTarget, target) : []),
    ...(path.length > MAX_NAME_BYTES ? longName(FLAGS.longPath, path) : []),
    header({ ...entry, path, target, flag: FLAGS[entry.type] }),
  ]);
}

/** Fills the last block of a content. */
export const tarPadding = (sizeBytes: number): Buffer => Buffer.alloc((BLOCK - (sizeBytes % BLOCK)) % BLOCK);

/** Two empty blocks. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** An entry of its own in front of the one whose name does not fit. */
function longName(flag: string, name: BytePath): Buffer[] {
  const content = Buffer.from(`${name}\0`, 'latin1');
  const fields = { path: '././@LongLink', target: '', mode: 0, sizeBytes: content.length, mtime: 0, flag };
  return [header(fields), content, tarPadding(content.length)];
}

interface HeaderFields extends Pick<TarEntry, 'path' | 'mode' | 'sizeBytes' | 'mtime'> {
  readonly target: BytePath;
  readonly flag: string;
}

function header({ path, mode, sizeBytes, mtime, target, flag }: HeaderFields): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(path.slice(0, MAX_NAME_BYTES), 0, 'latin1');
  block.write(octal(mode, 7), 100, 'latin1');
  // No user owns it, so that whoever unpacks it does.
  block.write(octal(0, 7), 108, 'latin1');
  block.write(octal(0, 7), 116, 'latin1');
  writeSize(block, sizeBytes);
  block.write(octal(Math.min(Math.max(0, mtime), MAX_OCTAL_SIZE), 11), 136, 'latin1');
  block.write(flag, 156, 'latin1');
  block.write(target.slice(0, MAX_NAME_BYTES), 157, 'latin1');
  block.write('ustar  ', 257, 'latin1');
  // The sum is taken with blanks in its own place.
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return block;
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');

/** A size that eleven octal digits do not hold stands in binary, with the first bit set. */
function writeSize(block: Buffer, sizeBytes: number): void {
  if (sizeBytes <= MAX_OCTAL_SIZE) {
    block.write(octal(sizeBytes, 11), 124, 'latin1');
    return;
  }
  block.writeUInt8(0x80, 124);
  block.writeBigUInt64BE(BigInt(sizeBytes), 128);
}
