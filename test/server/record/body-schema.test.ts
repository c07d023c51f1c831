import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { itemSchema } from '../../../server/record/item-schema.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import { goalChanged } from '../../journal/samples.ts';

const ROWS = new URL('../../journal/bodies/recorded-rows.json', import.meta.url);
const recorded = JSON.parse(readFileSync(ROWS, 'utf8')) as { kind: string; seq: number }[];

const place = { seq: 4, atMs: 5, turn: 1 };
const goal = { goalId: 'g1', revision: 1 };
/** An event that is new in the record has to be here, and then in the schema. */
const EVENTS: {
  readonly [Type in JournalEvent['type']]: Omit<Extract<JournalEvent, { type: Type }>, 'type'>;
} = {
  turnStarted: { ...place, kind: 'user', goal, cause: 1 },
  turnEnded: { ...place, kind: 'wrapUp', toolCalls: 1, tokens: 2, failure: 'x' },
  goalChanged: { ...goalChanged(4), ...{ change: 'pause', actor: 'user', from: 'active' } } as never,
  commandRefused: { ...place, command: 'pause', reason: 'noGoal' },
  goalStalled: { ...place, reason: 'x', goal, blockedSeq: 2 },
  waitStarted: { ...place, untilMs: 9, event: 'built' },
  waitEnded: { ...place, by: 'time' },
  eventArrived: { ...place, event: 'built' },
  inputRequested: { ...place, inputId: 'i', about: 'changedTests', goal, checksSeq: 3, deadlineMs: 9 },
  inputAnswered: { ...place, inputId: 'i', messageId: 'm', answer: 'accept' },
  inputExpired: { ...place, inputId: 'i' },
  inputWithdrawn: { ...place, inputId: 'i', reason: 'x' },
  reasonGiven: { ...place, command: 'pause', reason: 'x' },
  messageWithdrawn: { ...place, inputId: 'i' },
  workPlaced: { ...place, requestId: 'r', what: 'file', path: 'a', sha256: 'f', sizeBytes: 1 } as never,
  workNotPlaced: { ...place, requestId: 'r', reason: 'x' },
  modelSwitched: { ...place, model: 'm', reason: 'unavailable' },
  recordBehind: { ...place, firstSeq: 1, lastSeq: 2, inputs: ['i'] },
  recordAhead: { ...place, lastSeq: 9 },
  modeChanged: { ...place, mode: 'plan' },
  threadArchived: place,
  threadReopened: { ...place, isRebuilt: true },
};

describe('bodies of items', () => {
  test('there are recorded ones of every kind', () => {
    expect([...new Set(recorded.map(({ kind }) => kind))].sort()).toEqual([
      ...['compaction', 'event', 'modelReply', 'toolResult', 'userMessage'],
    ]);
  });

  test.each(recorded)('recorded $kind at $seq → as its schema says, and nothing of it is lost', (row) => {
    expect(itemSchema.parse(row)).toEqual(row);
  });

  test.each(Object.entries(EVENTS))('event %s → as its schema says', (type, body) => {
    const item = { seq: 4, turn: 1, kind: 'event', createdAt: '2026-01-02T03:04:05.000Z' };
    const event = { ...item, body: { ...body, type } };
    expect(itemSchema.parse(event)).toEqual(event);
  });

  test('an event without what its type says, a reply without output → refused', () => {
    const item = { seq: 4, turn: 1, createdAt: '2026-01-02T03:04:05.000Z' };
    for (const [kind, body] of [
      ['event', { ...place, type: 'waitStarted' }],
      ['event', { ...place, type: 'unknown' }],
      ['modelReply', { responseId: 'r' }],
      ['toolResult', { name: 'shell' }],
      ['userMessage', {}],
    ])
      expect(itemSchema.safeParse({ ...item, kind, body }).success).toBe(false);
  });
});
