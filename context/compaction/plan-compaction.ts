/**
 * How to bring a transcript that has outgrown its window back to half of it and less: first old outputs are
 * elided, oldest first; when that is not enough, all but the last turns gives way to a summary. Rare and deep
 * rather than often and shallow: each time, what stands behind the first change is lost to the provider's
 * cache. Pure.
 */
import type { Compaction, Summary } from '../../journal/bodies/compaction.ts';
import { defined } from '../../objects/defined.ts';
import type { Entry } from '../transcript/transcript-entry.ts';
import { type Group, groupsOf } from '../transcript/transcript-groups.ts';

/** The transcript takes at most this share of its room afterwards. */
const TARGET_SHARE = 0.5;
/**
 * Where eliding is enough, it goes on to here as long as there is something old: what is kept in full is paid
 * for once more.
 */
const ELIDED_SHARE = 0.3;
/**
 * This share of that is for the last turns, which stay as they are, and the user's messages that stay word
 * for word.
 */
const TAIL_SHARE = 0.5;
const KEPT_MESSAGES_SHARE = 0.25;
/** So many turns stay as they are, if there is room for them; the last exchange does in any case. */
const LAST_TURNS = 3;

export interface CompactionPlan extends Pick<Compaction, 'elidedBefore' | 'excerptsBefore'> {
  /**
   * What a new summary replaces; its text has yet to be made. Absent: eliding is enough, and an older summary
   * stays.
   */
  readonly summarise?: Pick<Summary, 'before' | 'keeps' | 'omits'>;
  /** Says, without the summary, what the transcript takes with everything elided before the last turns. */
  readonly elidedBytes: number;
}

/** `roomBytes`: what the transcript may take of a request. `current`: the compaction in force. */
export function planCompaction(
  entries: readonly Entry[],
  roomBytes: number,
  current: Partial<Compaction> = {},
): CompactionPlan {
  const targetBytes = roomBytes * TARGET_SHARE;
  const groups = groupsOf(entries);
  const tailIndex = tailStart(groups, targetBytes * TAIL_SHARE);
  const [before, tail] = [groups.slice(0, tailIndex), groups.slice(tailIndex)];
  const tailBytes = total(tail, 'bytes');
  const elidedBytes = total(before, 'elidedBytes') + tailBytes;
  const { elidedBefore = 0, excerptsBefore, summary } = current;
  const plan = (elided: number, excerpted = excerptsBefore): CompactionPlan => ({
    elidedBefore: Math.max(elidedBefore, elided),
    ...defined({ excerptsBefore: excerpted }),
    elidedBytes,
  });
  if (elidedBytes <= targetBytes)
    return plan(Math.min(firstEnough(groups, roomBytes * ELIDED_SHARE), tail[0]?.start ?? 0));
  // The last exchange alone is too long: there is no other way than to show less of it.
  const isTailTooLong = tailBytes > targetBytes;
  const end = (entries.at(-1)?.seq ?? 0) + 1;
  const restBytes = total(before, 'elidedBytes') + total(tail, isTailTooLong ? 'excerptBytes' : 'bytes');
  const elided = tail[0]?.start ?? 0;
  const rest = isTailTooLong ? plan(elided, end) : plan(elided);
  if (restBytes <= targetBytes || before.length === 0) return rest;
  const messages = userMessages(before);
  const keeps = newestWithin(messages, targetBytes * KEPT_MESSAGES_SHARE);
  const isKept = new Set(keeps);
  const left = messages.map(({ seq }) => seq).filter((seq) => !isKept.has(seq));
  const omits = [...(summary?.omits ?? []), ...left].toSorted((a, b) => a - b);
  return { ...rest, summarise: { before: elided, keeps, omits } };
}

const total = (groups: readonly Group[], what: 'bytes' | 'elidedBytes' | 'excerptBytes'): number =>
  groups.reduce((sum, group) => sum + group[what], 0);

/** How far outputs have to be elided. */
function firstEnough(groups: readonly Group[], targetBytes: number): number {
  let bytes = total(groups, 'bytes');
  for (const group of groups) {
    if (bytes <= targetBytes) return group.start;
    bytes -= group.bytes - group.elidedBytes;
  }
  return groups.at(-1)?.start ?? 0;
}

/** Index of the first group of the last turns, which stay as they are. */
function tailStart(groups: readonly Group[], maxBytes: number): number {
  const turns = new Set<number>();
  let bytes = 0;
  const isBefore = ({ turn, bytes: more }: Group): boolean => {
    bytes += more;
    return bytes > maxBytes || turns.add(turn).size > LAST_TURNS;
  };
  return Math.min(groups.findLastIndex(isBefore) + 1, Math.max(0, groups.length - 1));
}

const userMessages = (groups: readonly Group[]): Entry[] =>
  groups.flatMap(({ entries }) => entries).filter(({ kind }) => kind === 'userMessages');

/** Positions of the newest for which there is room, ascending. */
function newestWithin(messages: readonly Entry[], maxBytes: number): number[] {
  let left = maxBytes;
  const fitting = messages.toReversed().filter(({ bytes }) => {
    if (bytes > left) return false;
    left -= bytes;
    return true;
  });
  return fitting.map(({ seq }) => seq).toReversed();
}
