/**
 * The server's side of live text: hears the pieces of watched threads, each once and in order, and says who
 * is watched.
 */
import { randomUUID } from 'node:crypto';
import type { Carrier } from './carrier.ts';
import { isLater, type LivePiece, parsePiece } from './live-piece.ts';
import { WATCH_EVERY_MS, watchMessages } from './watch-message.ts';

export interface LiveWatch {
  /**
   * Tells each piece as it comes, first what is known already of a reply that is being made. A piece whose
   * offset is beyond the end of the one before follows a loss. The listener must not throw. Returns the way
   * to stop.
   */
  watch(threadId: string, listener: (piece: LivePiece) => void): () => void;
  close(): void;
}

interface Watched {
  readonly listeners: Set<(piece: LivePiece) => void>;
  /** The text of the running reply, from its beginning and without a gap, as far as it is known. */
  known?: LivePiece;
  /** The listener was told the text up to here. */
  toldUnits: number;
}

export function createLiveWatch(carrier: Carrier, serverId: string = randomUUID()): LiveWatch {
  const threads = new Map<string, Watched>();
  let visits = 0;
  const say = (threadIds: readonly string[], as = serverId): void => {
    for (const message of watchMessages(as, threadIds)) carrier.send('watch', message);
  };
  const timer = setInterval(() => say([...threads.keys()]), WATCH_EVERY_MS).unref();

  carrier.listen('text', (message) => {
    const piece = parsePiece(message);
    const watched = piece === undefined ? undefined : threads.get(piece.threadId);
    const news = piece === undefined || watched === undefined ? undefined : newIn(watched, piece);
    if (news !== undefined) for (const listener of watched?.listeners ?? []) listener(news);
  });

  return {
    watch(threadId, listener) {
      const watched = threads.get(threadId) ?? { listeners: new Set(), toldUnits: 0 };
      threads.set(threadId, watched);
      // The server asks as somebody new: a publisher who remembers this server would not begin at the
      // beginning.
      if (watched.listeners.size === 0) say([threadId], `${serverId}/${++visits}`);
      else if (watched.known !== undefined) listener(watched.known);
      watched.listeners.add(listener);
      return () => {
        watched.listeners.delete(listener);
        if (watched.listeners.size === 0 && threads.get(threadId) === watched) threads.delete(threadId);
      };
    },
    close: () => clearInterval(timer),
  };
}

/** The part of the piece that was not told yet; `undefined`: none. */
function newIn(watched: Watched, piece: LivePiece): LivePiece | undefined {
  const { known } = watched;
  if (known !== undefined && isLater(known, piece)) return undefined;
  if (known === undefined || isLater(piece, known)) {
    watched.known = { ...piece, offset: 0, text: '' };
    watched.toldUnits = 0;
  }
  const end = piece.offset + piece.text.length;
  if (end <= watched.toldUnits) return undefined;
  const skipped = Math.max(0, watched.toldUnits - piece.offset);
  watched.toldUnits = end;
  const news = { ...piece, offset: piece.offset + skipped, text: piece.text.slice(skipped) };
  const text = watched.known?.text ?? '';
  // Only what came before a loss is known from the beginning on.
  if (news.offset === text.length) watched.known = { ...piece, offset: 0, text: text + news.text };
  return news;
}
