/**
 * One reader of a thread's events: the record from its position on, each item once, and the text of replies
 * while they are made. Items wait for a slow reader; text does not.
 */
import type { Journal } from '../../journal/journal.ts';
import type { LiveWatch } from '../../streaming/watch.ts';
import { settledItems } from '../record/settled-items.ts';
import { goalEnded, type Until } from './goal-end.ts';
import type { RecordTicks } from './record-ticks.ts';
import { endEvent, HEARTBEAT, itemEvent, textEvent } from './sse.ts';

/** Where events go. */
export interface EventSink {
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
  /** Loses the text when there is no room. */
  offer(text: string): void;
}

export interface EventSources {
  readonly journal: Pick<Journal, 'readItems' | 'readGoal' | 'readEndOfRecord' | 'listTurnEvents'>;
  readonly ticks: RecordTicks;
  readonly live: Pick<LiveWatch, 'watch'>;
}

export interface StreamWish {
  readonly threadId: string;
  readonly afterSeq: number;
  /** Absent: the stream does not end by itself. */
  readonly until?: Until;
}

const PAGE_ITEMS = 100;
const HEARTBEAT_MS = 15_000;

/**
 * It streams until `signal` aborts or the goal has come to what is waited for, and leaves nothing
 * behind. It throws what the sink throws, and what
 * the journal does.
 */
export async function streamThread(
  { journal, ticks, live }: EventSources,
  { threadId, afterSeq, until }: StreamWish,
  sink: EventSink,
  signal: AbortSignal,
): Promise<void> {
  let cursor = afterSeq;
  let isHeldBack = false;
  const stops: (() => void)[] = [];
  const heartbeat = setInterval(() => sink.offer(HEARTBEAT), HEARTBEAT_MS).unref();
  let isDue = true;
  let wake = (): void => undefined;
  signal.addEventListener('abort', () => wake(), { once: true });

  async function writeNews(): Promise<void> {
    while (!signal.aborted) {
      const items = await journal.readItems(threadId, cursor, PAGE_ITEMS);
      const settled = settledItems(items, cursor);
      for (const item of settled) {
        await sink.write(itemEvent(item));
        cursor = item.seq;
      }
      isHeldBack = settled.length < items.length;
      if (settled.length < PAGE_ITEMS) return;
    }
  }

  /** All that the record holds is written before the end is told. */
  async function isOver(): Promise<boolean> {
    const end = until === undefined ? undefined : await goalEnded(journal, threadId, until);
    if (end === undefined || end.seq > cursor) return false;
    await sink.write(endEvent(end));
    return true;
  }

  try {
    await writeNews();
    if (await isOver()) return;
    stops.push(
      ticks.follow(threadId, cursor, (hasNews) => {
        if (!hasNews && !isHeldBack) return;
        isDue = true;
        wake();
      }),
      // Nothing more is told of a reply that is among the items already.
      live.watch(threadId, (piece) => {
        if (piece.seq > cursor) sink.offer(textEvent(piece));
      }),
    );
    while (!signal.aborted) {
      isDue = false;
      await writeNews();
      if (await isOver()) return;
      if (isDue || signal.aborted) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    clearInterval(heartbeat);
    for (const stop of stops) stop();
  }
}
