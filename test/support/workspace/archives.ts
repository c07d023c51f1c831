/** Archives of few entries, made in memory. */
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { pack } from 'tar-stream';

export interface TarEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly mode?: number;
  readonly type?: 'file' | 'directory' | 'symlink' | 'link' | 'fifo' | 'character-device' | 'block-device';
  readonly linkname?: string;
  /** An extended header. */
  readonly pax?: Readonly<Record<string, string>>;
}

export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { name, content = '', mode = 0o644, type = 'file', linkname, pax } of entries)
    archive.entry(
      {
        name,
        mode,
        type,
        mtime: new Date(1_700_000_000_000),
        ...(linkname === undefined ? {} : { linkname }),
        // The packer's types leave it out.
        ...(pax === undefined ? {} : ({ pax } as object)),
      },
      Buffer.from(content),
    );
  archive.finalize();
  return buffer(archive as AsyncIterable<Buffer>);
}

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What `stat` says of it, with the kind of the entry. */
  readonly mode?: number;
  /** It takes the place of the true one. */
  readonly crc?: number;
  /** So many bytes it is said to have. */
  readonly sizeBytes?: number;
  readonly flags?: number;
  /** Default: the flag says so. */
  readonly isUtf8?: boolean;
}

const UNIX_VERSION = (3 << 8) | 20;
const UTF8 = 0x800;
const DEFLATE = 8;

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0, crc, sizeBytes, flags = 0, isUtf8 = true } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((isUtf8 ? UTF8 : 0) | flags, 2);
    common.writeUInt16LE(DEFLATE, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc ?? crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(sizeBytes ?? bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const version = Buffer.alloc(2);
    version.writeUInt16LE(UNIX_VERSION);
    table.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), version, common, rest, nameBytes]));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(table);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
