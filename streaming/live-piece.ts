/** A piece of a reply that is being made, as it goes from the worker to those who watch. Pure. */

export interface LivePiece {
  readonly threadId: string;
  readonly turn: number;
  /** Where the reply will stand in the record. */
  readonly seq: number;
  /** Rises when the model is asked once more for the same reply: what came before is void. */
  readonly take: number;
  /** Where the piece begins in the text, in UTF-16 units. */
  readonly offset: number;
  readonly text: string;
}

/** Small enough for a message, however its characters are escaped. */
const MAX_UNITS = 1_000;

/** The text in pieces, no character torn. `offset`: where it begins. */
export function piecesOf(
  place: Omit<LivePiece, 'offset' | 'text'>,
  text: string,
  offset: number,
): LivePiece[] {
  const pieces: LivePiece[] = [];
  for (let start = 0; start < text.length; ) {
    const full = Math.min(text.length, start + MAX_UNITS);
    const isTorn = full < text.length && isHigh(text.charCodeAt(full - 1));
    const end = isTorn ? full - 1 : full;
    pieces.push({ ...place, offset: offset + start, text: text.slice(start, end) });
    start = end;
  }
  return pieces;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** Reads what another process sent; `undefined` when it is none. */
export function parsePiece(message: string): LivePiece | undefined {
  try {
    const { threadId, turn, seq, take, offset, text } = JSON.parse(message) as Partial<LivePiece>;
    const isPiece =
      typeof threadId === 'string' &&
      typeof text === 'string' &&
      [turn, seq, take, offset].every((value) => Number.isSafeInteger(value));
    return isPiece ? ({ threadId, turn, seq, take, offset, text } as LivePiece) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a piece belongs to a later reply, or to a later attempt at the same one. */
export const isLater = (
  piece: Pick<LivePiece, 'seq' | 'take'>,
  than: Pick<LivePiece, 'seq' | 'take'>,
): boolean => piece.seq > than.seq || (piece.seq === than.seq && piece.take > than.take);
