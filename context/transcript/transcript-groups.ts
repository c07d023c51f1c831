/** A transcript in parts that must not be torn: a message, or a reply with the outputs of its calls. Pure. */
import { compacted, type Entry } from './transcript-entry.ts';

export interface Group {
  /** Position of its message or reply. */
  readonly start: number;
  readonly turn: number;
  readonly entries: readonly Entry[];
  /** Each size is that of the group as it is, with its old outputs elided, or by its excerpts. */
  readonly bytes: number;
  readonly elidedBytes: number;
  readonly excerptBytes: number;
}

export function groupsOf(entries: readonly Entry[]): Group[] {
  const parts: Entry[][] = [];
  for (const entry of entries) {
    const open = parts.at(-1);
    const isSame = entry.kind === 'toolOutputs' || open?.[0]?.seq === entry.seq;
    if (open !== undefined && isSame) open.push(entry);
    else parts.push([entry]);
  }
  return parts.map((part) => {
    const { seq: start = 0, turn = 0 } = part[0] ?? {};
    const ALL = Number.POSITIVE_INFINITY;
    return {
      start,
      turn,
      entries: part,
      bytes: part.reduce((sum, { bytes }) => sum + bytes, 0),
      elidedBytes: bytesUnder(part, { elidedBefore: ALL }),
      excerptBytes: bytesUnder(part, { elidedBefore: 0, excerptsBefore: ALL }),
    };
  });
}

const bytesUnder = (part: readonly Entry[], compaction: Parameters<typeof compacted>[1]): number =>
  part.reduce((sum, entry) => sum + (compacted(entry, compaction)?.bytes ?? 0), 0);
