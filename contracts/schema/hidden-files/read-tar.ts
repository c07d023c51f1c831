/**
 * Reads the files out of a plain tar (ustar, with the long names of GNU and pax). Only files and folders are
 * taken; a link, a pipe or a device is refused by name, since it could lead out of where the files are put.
 * Pure.
 */

export interface TarFile {
  readonly path: string;
  /** Permissions as `chmod` takes them. */
  readonly mode: string;
  readonly content: Buffer;
}

export type TarContents =
  | { readonly ok: true; readonly files: readonly TarFile[] }
  | { readonly ok: false; readonly problem: string };

const BLOCK = 512;
const KINDS: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a character device',
  '4': 'a block device',
  '6': 'a pipe',
};

export function readTar(tar: Buffer): TarContents {
  if (tar[0] === 0x1f && tar[1] === 0x8b) return refused('it is compressed: send a plain tar');
  const files: TarFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return { ok: true, files };
    if (!hasRightSum(header)) return refused(`the header at byte ${at} is damaged, or this is no tar`);
    const sizeBytes = numberAt(header, 124, 12);
    const start = at + BLOCK;
    if (sizeBytes === undefined || start + sizeBytes > tar.length)
      return refused('it ends in the middle of a file');
    const content = tar.subarray(start, start + sizeBytes);
    at = start + Math.ceil(sizeBytes / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'L') longName = textIn(content);
    else if (type === 'x') longName = paxPath(content) ?? longName;
    else if (type !== 'g') {
      const path = longName ?? nameOf(header);
      longName = undefined;
      if (type === '0' || type === '\0' || type === '7') files.push({ path, mode: modeOf(header), content });
      else if (type !== '5')
        return refused(
          `${JSON.stringify(path)} is ${KINDS[type] ?? 'of an unknown kind'}: only files and folders are taken`,
        );
    }
  }
  return refused(files.length === 0 ? 'this is no tar' : 'it has no end');
}

const refused = (problem: string): TarContents => ({ ok: false, problem });

const textIn = (bytes: Buffer): string => {
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end === -1 ? bytes.length : end).toString('utf8');
};

/** Octal digits; a number in base 256 is larger than any file that is taken. */
function numberAt(header: Buffer, at: number, length: number): number | undefined {
  const digits = textIn(header.subarray(at, at + length)).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

/** The sum of the header's bytes, with its own field taken for spaces. */
function hasRightSum(header: Buffer): boolean {
  let sum = 0;
  header.forEach((byte, index) => {
    sum += index >= 148 && index < 156 ? 0x20 : byte;
  });
  return numberAt(header, 148, 8) === sum;
}

function nameOf(header: Buffer): string {
  const name = textIn(header.subarray(0, 100));
  const isUstar = textIn(header.subarray(257, 262)) === 'ustar';
  const prefix = isUstar ? textIn(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Set-user-ID and the like mean nothing in a copy. */
const modeOf = (header: Buffer): string =>
  ((numberAt(header, 100, 8) ?? 0o644) & 0o777).toString(8).padStart(3, '0');

/** Reads records `<length> <key>=<value>\n`, the length in bytes. */
function paxPath(records: Buffer): string | undefined {
  for (let at = 0; at < records.length; ) {
    const space = records.indexOf(0x20, at);
    const length = Number(records.subarray(at, space).toString('latin1'));
    if (space === -1 || !Number.isInteger(length) || length <= 0) return undefined;
    const record = records.subarray(space + 1, at + length - 1).toString('utf8');
    if (record.startsWith('path=')) return record.slice('path='.length);
    at += length;
  }
  return undefined;
}
