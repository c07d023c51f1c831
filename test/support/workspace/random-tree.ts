/** Random directory trees: any bytes in names, modes, times, links, empty folders, pipes. */
import { chmodSync, lutimesSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';

export interface RandomEntry {
  readonly names: readonly Buffer[];
  readonly kind: 'file' | 'folder' | 'link';
  readonly content: Uint8Array;
  readonly mode: number;
  readonly seconds: number;
}

const byte = fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(0x0a, 0x20, 0x22, 0x27, 0x5c, 0xff));
const name = fc
  .oneof(
    fc.constantFrom('a', 'b', 'c', 'é', 'hex:66', ' ', '-rf').map((text) => Buffer.from(text)),
    fc.array(byte, { minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
  )
  .filter((bytes) => !bytes.includes(0x2f) && !['.', '..'].includes(bytes.toString('latin1')));

export const randomEntries = fc.array(
  fc.record<RandomEntry>({
    names: fc.array(name, { minLength: 1, maxLength: 4 }),
    kind: fc.constantFrom('file', 'file', 'folder', 'link'),
    content: fc.uint8Array({ maxLength: 40 }),
    mode: fc.constantFrom(0o644, 0o755, 0o600, 0o444, 0o700, 0o4755, 0o1777, 0o000, 0o511),
    seconds: fc.integer({ min: 0, max: 4_000_000_000 }),
  }),
  { maxLength: 15 },
);

/** Makes what can be made: an entry whose place is taken is left out. */
export function makeTree(directory: string, entries: readonly RandomEntry[]): void {
  const folders: [Buffer, number][] = [];
  for (const { names, kind, content, mode, seconds } of entries) {
    const path = Buffer.concat(names.map((each) => Buffer.concat([Buffer.from('/'), each])));
    const host = Buffer.concat([Buffer.from(directory), path]);
    try {
      mkdirSync(host.subarray(0, host.lastIndexOf(0x2f)), { recursive: true });
      if (kind === 'folder') {
        mkdirSync(host);
        folders.push([host, mode]);
      } else if (kind === 'link') symlinkSync(Buffer.from(content.filter((each) => each > 0)), host);
      else {
        writeFileSync(host, content, { flag: 'wx' });
        chmodSync(host, mode);
      }
      lutimesSync(host, seconds, seconds);
    } catch {
      // Taken, or an empty target: another entry is as good.
    }
  }
  for (const [host, mode] of folders.reverse()) chmodSync(host, mode);
}
