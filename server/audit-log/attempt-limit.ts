/**
 * Which refused attempts are written down one by one: a few from each source, and not too many from all of
 * them, so that a flood fills no disk. What is left out is counted, and told with a later entry.
 */
import type { AuditEntry } from '../../journal/rows/audit-entry.ts';
import { omit } from '../../objects/omit.ts';
import { type Bucket, isFullAgain, type Rate, takeOne } from '../access/rate/token-bucket.ts';

export const PER_SOURCE: Rate = { quota: 20, windowSeconds: 3_600 };
export const OF_ALL: Rate = { quota: 600, windowSeconds: 3_600 };
/** Whatever comes from more sources at once counts as one. */
const MAX_SOURCES = 5_000;
const VARIOUS = '';

interface Source {
  readonly bucket: Bucket | undefined;
  readonly leftOut: number;
  /** The newest one that was left out. */
  readonly last?: AuditEntry;
}

export interface AttemptLimit {
  /** The entry to write, with what was left out before it; `undefined`: it is counted. */
  note(source: string, entry: AuditEntry): AuditEntry | undefined;
  /** What was left out and may be told by now. `isLast`: all of it, in one entry for each tenant. */
  due(nowMs: number, isLast?: boolean): AuditEntry[];
}

export function createAttemptLimit(): AttemptLimit {
  const sources = new Map<string, Source>();
  let ofAll: Bucket | undefined;

  /** Takes from both buckets, or from none. */
  function isAllowed(source: Source, nowMs: number): Bucket | undefined {
    const own = takeOne(source.bucket, PER_SOURCE, nowMs);
    const all = takeOne(ofAll, OF_ALL, nowMs);
    if (!own.isAllowed || !all.isAllowed) return undefined;
    ofAll = all.bucket;
    return own.bucket;
  }

  function forgetQuiet(nowMs: number): void {
    for (const [name, { bucket, leftOut }] of sources)
      if (leftOut === 0 && (bucket === undefined || isFullAgain(bucket, PER_SOURCE, nowMs)))
        sources.delete(name);
  }

  return {
    note(name, entry) {
      const nowMs = entry.at.getTime();
      if (sources.size >= MAX_SOURCES && !sources.has(name)) forgetQuiet(nowMs);
      const key = sources.size < MAX_SOURCES || sources.has(name) ? name : VARIOUS;
      const source = sources.get(key) ?? { bucket: undefined, leftOut: 0 };
      const bucket = isAllowed(source, nowMs);
      if (bucket === undefined) {
        sources.set(key, { ...source, leftOut: source.leftOut + 1, last: entry });
        return undefined;
      }
      sources.set(key, { bucket, leftOut: 0 });
      return withLeftOut(key, entry, source.leftOut);
    },

    due(nowMs, isLast = false) {
      if (isLast) return summed([...sources.values()]);
      return [...sources].flatMap(([name, source]) => {
        if (source.last === undefined) return [];
        const bucket = isAllowed(source, nowMs);
        if (bucket === undefined) return [];
        sources.set(name, { bucket, leftOut: 0 });
        return [withLeftOut(name, source.last, source.leftOut - 1)];
      });
    },
  };
}

/** Where there are several, no source is named. */
const withLeftOut = (source: string, entry: AuditEntry, leftOut: number): AuditEntry => ({
  ...(source === VARIOUS ? omit(entry, 'source') : entry),
  ...(leftOut > 0 ? { leftOut } : {}),
});

function summed(sources: readonly Source[]): AuditEntry[] {
  const left = sources.flatMap(({ last, leftOut }) => (last === undefined ? [] : [{ last, leftOut }]));
  return [...Map.groupBy(left, ({ last }) => last.tenantId).values()].flatMap((each) => {
    const [first] = each;
    const leftOut = each.reduce((sum, source) => sum + source.leftOut, -1);
    return first === undefined ? [] : [withLeftOut(VARIOUS, first.last, leftOut)];
  });
}
