/** One entry of a tar archive as what is to stand in a workspace. */
import type { Header } from 'tar-stream';
import type { StateEntry } from '../../states/state-entry.ts';
import { type BytePath, toBytePath } from '../../tree/tree-paths.ts';
import { entryName } from './entry-name.ts';
import type { GatheredEntries } from './gathered-entries.ts';
import type { ReceivedArchive } from './received-archive.ts';
import { refusedEntry } from './refused-upload.ts';

/** The parser's types leave the extended header out. */
type TarHeader = Omit<Header, 'pax'> & { readonly pax?: Readonly<Record<string, string>> | null };

const MODE_BITS = 0o777;

/** Takes in one entry. Throws a problem that names it where it is not right. */
export async function takeTarEntry(
  given: Header,
  content: AsyncIterable<Uint8Array>,
  { entries, staged }: Pick<ReceivedArchive, 'entries' | 'staged'>,
): Promise<void> {
  const header = given as TarHeader;
  const name = pathText(header.name, header.pax?.path);
  if (isUnreadable(header.pax?.path) || isUnreadable(header.pax?.linkpath))
    throw refusedEntry('unreadableName', name, 'has bytes in an extended header that are no UTF-8');
  const kind = kindOf(header, name);
  const mtime = timeOf(header);
  const path = entries.pathOf(name, kind === 'hardLink' ? 'file' : kind);
  if (path === undefined) return;
  if (kind === 'directory') {
    entries.add(path, { kind, mode: (header.mode ?? 0o755) & MODE_BITS, mtime });
  } else if (kind === 'link') {
    entries.add(path, { kind, target: pathText(header.linkname ?? '', header.pax?.linkpath), mtime });
  } else if (kind === 'hardLink') {
    entries.add(path, linkedFile(header, name, entries));
  } else {
    entries.expect(name, header.size ?? 0);
    const stored = await staged.add(content);
    if (stored.sizeBytes !== header.size) throw refusedEntry('damaged', name, 'ends too early');
    entries.add(path, { kind: 'file', mode: (header.mode ?? 0o644) & MODE_BITS, ...stored, mtime });
  }
}

/** A hard link is another name of a file of the same archive that came before. */
function linkedFile(header: TarHeader, name: BytePath, entries: GatheredEntries): StateEntry {
  const target = entryName(pathText(header.linkname ?? '', header.pax?.linkpath));
  const entry = target.ok ? entries.get(target.path) : undefined;
  if (entry?.kind !== 'file')
    throw refusedEntry('hardLink', name, 'is a hard link to what is no file of this archive before it');
  entries.expect(name, entry.sizeBytes);
  return entry;
}

function kindOf(header: TarHeader, name: BytePath): 'file' | 'directory' | 'link' | 'hardLink' {
  if (Object.keys(header.pax ?? {}).some((key) => key.startsWith('GNU.sparse')))
    throw refusedEntry('kind', name, 'is a sparse file, whose content cannot be read');
  switch (header.type) {
    case 'file':
    case 'contiguous-file':
      return 'file';
    case 'directory':
      return 'directory';
    case 'symlink':
      return 'link';
    case 'link':
      return 'hardLink';
    case 'character-device':
    case 'block-device':
    case 'fifo':
      throw refusedEntry('device', name, `is a ${header.type}`);
    default:
      throw refusedEntry('kind', name, 'is of a kind that has no place in a workspace');
  }
}

/** Extended headers are UTF-8; the others are bytes, each read as one character. */
const pathText = (text: string, extended: string | undefined): BytePath =>
  extended === undefined ? text : toBytePath(text);

/** The parser has put this in place of bytes that it could not read, whatever charset the header says. */
const isUnreadable = (extended: string | undefined): boolean => extended?.includes('\uFFFD') === true;

function timeOf({ mtime, pax }: TarHeader): string {
  const exact = /^(\d{1,12})(?:\.(\d{1,9}))?\d*$/.exec(pax?.mtime ?? '');
  if (exact !== null) return `${exact[1]}.${(exact[2] ?? '').padEnd(9, '0')}`;
  const seconds = Math.floor((mtime?.getTime() ?? 0) / 1_000);
  return `${Number.isSafeInteger(seconds) && seconds > 0 ? seconds : 0}.000000000`;
}
