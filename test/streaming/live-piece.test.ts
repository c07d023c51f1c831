import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_MESSAGE_BYTES } from '../../streaming/carrier.ts';
import { isLater, parsePiece, piecesOf } from '../../streaming/live-piece.ts';
import { parseWatch, watchMessages } from '../../streaming/watch-message.ts';

const PLACE = { threadId: `thr_${'x'.repeat(90)}`, turn: 12, seq: 34, take: 1_000 };

test('piecesOf: any text → pieces that join to it, each small enough for a message, no character torn', () => {
  const texts = fc
    .array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 20 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, fc.nat(5_000), (text, offset) => {
      const pieces = piecesOf(PLACE, text, offset);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      let end = offset;
      for (const piece of pieces) {
        expect(piece.offset).toBe(end);
        end += piece.text.length;
        if (text.isWellFormed()) expect(piece.text.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(JSON.stringify(piece))).toBeLessThan(MAX_MESSAGE_BYTES);
        expect(parsePiece(JSON.stringify(piece))).toEqual(piece);
      }
    }),
  );
  expect(piecesOf(PLACE, '\u0001'.repeat(1_000), 0)).toHaveLength(1);
  expect(piecesOf(PLACE, '\u{1F600}'.repeat(501), 0).map(({ text }) => text.length)).toEqual([1_000, 2]);
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"threadId":"a"}',
  '{"threadId":"a","turn":1,"seq":1.5,"take":1,"offset":0,"text":""}',
])('parsePiece: %s → none', (message) => {
  expect(parsePiece(message)).toBeUndefined();
});

test('isLater: → by place, then by take', () => {
  expect(isLater({ seq: 3, take: 1 }, { seq: 2, take: 9 })).toBe(true);
  expect(isLater({ seq: 2, take: 2 }, { seq: 2, take: 1 })).toBe(true);
  expect(isLater({ seq: 2, take: 1 }, { seq: 2, take: 1 })).toBe(false);
});

test('watchMessages: many threads → each message small enough, and all threads in them; other messages → none', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `thr_${index}_${'x'.repeat(90)}`);
  const messages = watchMessages('server', ids);
  expect(messages.flatMap((message) => parseWatch(message)?.threadIds ?? [])).toEqual(ids);
  for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThan(MAX_MESSAGE_BYTES);
  for (const message of ['', '{}', '{"serverId":"a","threadIds":[1]}'])
    expect(parseWatch(message)).toBeUndefined();
});
