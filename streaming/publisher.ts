/**
 * The worker's side of live text: the text of running replies, for threads that somebody watches. Without
 * watchers nothing is sent; nothing here waits, throws, or is kept longer than its reply.
 */
import type { Carrier } from './carrier.ts';
import { piecesOf } from './live-piece.ts';
import { parseWatch } from './watch-message.ts';
import { createWatchedThreads } from './watched-threads.ts';

export interface LiveReplyPlace {
  readonly threadId: string;
  readonly turn: number;
  readonly seq: number;
  /** Attempts of the Activity count from 1. */
  readonly attempt: number;
}

export interface LiveReply {
  /** The model is asked, perhaps once more: the text so far is void. */
  start(): void;
  add(text: string): void;
  /** The reply is there, or will not come. */
  end(): void;
}

export interface LivePublisher {
  begin(place: LiveReplyPlace): LiveReply;
}

/** Text is sent no more often than this. */
const FLUSH_MS = 100;
/** One reply has at most so many; more is left to the record. */
const MAX_TEXT_UNITS = 1_000_000;
/** Repeats within an attempt, at most. */
const TAKES_PER_ATTEMPT = 1_000;

interface Running {
  readonly place: LiveReplyPlace;
  take: number;
  text: string;
  sentUnits: number;
  isCut: boolean;
}

export function createLivePublisher(carrier: Carrier, nowMs: () => number = Date.now): LivePublisher {
  const watched = createWatchedThreads(nowMs);
  const running = new Set<Running>();
  let isDue = false;

  function flush(): void {
    isDue = false;
    for (const reply of running) send(reply);
  }

  function send(reply: Running): void {
    const { place, take, text, sentUnits } = reply;
    if (sentUnits === text.length || !watched.has(place.threadId)) return;
    const { threadId, turn, seq } = place;
    for (const piece of piecesOf({ threadId, turn, seq, take }, text.slice(sentUnits), sentUnits))
      carrier.send('text', JSON.stringify(piece));
    reply.sentUnits = text.length;
  }

  const soon = (): void => {
    if (isDue) return;
    isDue = true;
    setTimeout(flush, FLUSH_MS).unref();
  };

  carrier.listen('watch', (message) => {
    const watch = parseWatch(message);
    if (watch === undefined) return;
    const newlyWatched = watched.note(watch);
    // Who comes in the middle sees it from its beginning; those who know a part of it pass over that.
    for (const reply of running) if (newlyWatched.has(reply.place.threadId)) reply.sentUnits = 0;
    if (newlyWatched.size > 0 && running.size > 0) soon();
  });

  return {
    begin(place) {
      const reply: Running = {
        place,
        take: place.attempt * TAKES_PER_ATTEMPT,
        text: '',
        sentUnits: 0,
        isCut: false,
      };
      running.add(reply);
      return {
        start() {
          if (reply.text !== '') reply.take += 1;
          reply.text = '';
          reply.sentUnits = 0;
          reply.isCut = false;
        },
        add(text) {
          reply.isCut ||= reply.text.length + text.length > MAX_TEXT_UNITS;
          if (reply.isCut) return;
          reply.text += text;
          if (watched.size() > 0) soon();
        },
        end() {
          send(reply);
          running.delete(reply);
        },
      };
    },
  };
}
