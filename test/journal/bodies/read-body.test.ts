/**
 * What a record holds, read: items of an earlier release too, which `recorded-rows.json` has as that release
 * wrote them.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { bodyAs, knownBody, readBody } from '../../../journal/bodies/read-body.ts';
import type { Item, ItemKind } from '../../../journal/journal.ts';

interface RecordedRow extends Pick<Item, 'seq' | 'turn' | 'kind'> {
  readonly body: Readonly<Record<string, unknown>>;
}

const rows = JSON.parse(
  readFileSync(new URL('recorded-rows.json', import.meta.url), 'utf8'),
) as readonly RecordedRow[];

const itemOf = (kind: ItemKind, body: unknown, seq = 1): Item => ({
  seq,
  turn: 1,
  kind,
  createdAt: new Date(0),
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The row itself says it. */
const kindOf = ({ kind, body }: RecordedRow): string => {
  if (body.type !== 'checksRan') return kind;
  return 'checksSeq' in body ? 'audit' : 'checks';
};

const OUTCOME = { name: 'a', role: 'verification', passed: true, exitCode: 0 };
const CHECKS = {
  type: 'checksRan',
  purpose: 'audit',
  name: 'update_goal',
  ok: true,
  output: 'Proven.',
  verdict: { outcomes: [OUTCOME], changedProtectedPaths: [], proven: true },
};
const RULING = { model: 'm', accepted: true, summary: 's', requirements: [] };
const RESULT = { name: 'update_goal', ok: true, output: 'The goal is blocked.' };

describe('items that an earlier release wrote', () => {
  test('the recorded ones → of every kind', () => {
    expect([...new Set(rows.map(kindOf))].sort()).toEqual([
      'audit',
      'checks',
      'compaction',
      'event',
      'modelReply',
      'toolResult',
      'userMessage',
    ]);
  });

  test.each(rows.map((row) => [kindOf(row), row] as const))(
    '%s → read, and nothing of it is lost',
    (kind, row) => {
      expect(readBody(itemOf(row.kind, row.body))).toEqual({ kind, body: row.body });
    },
  );
});

describe('items that are not what their kind says', () => {
  test.each<[string, ItemKind, unknown]>([
    ['no JSON', 'userMessage', '{'],
    ['a message without words', 'userMessage', { inputId: 'x' }],
    ['a reply without parts', 'modelReply', { responseId: 'r' }],
    ['a reply with a part of no known type', 'modelReply', { output: [{ type: 'song' }] }],
    ['a call without arguments', 'modelReply', { output: [{ type: 'function_call', name: 'shell' }] }],
    ['a result without output', 'toolResult', { name: 'shell', ok: true }],
    ['a compaction that begins nowhere', 'compaction', { reason: 'estimated' }],
    ['an event without a type', 'event', { seq: 1, atMs: 1, turn: 1 }],
    ['a change of no goal', 'event', { type: 'goalChanged', seq: 1, atMs: 1, turn: 1 }],
    ['checks of a baseline without a verdict', 'event', { ...CHECKS, verdict: undefined }],
    ['a list', 'event', []],
  ])('%s → unreadable', (_, kind, body) => {
    expect(readBody(itemOf(kind, body))).toEqual({ kind: 'unreadable', body: undefined });
  });

  test('a claim whose verdict cannot be read → what the model was answered, and no verdict', () => {
    const item = itemOf('toolResult', { ...CHECKS, verdict: { proven: 'yes' } });
    expect(readBody(item)).toMatchObject({ kind: 'toolResult', body: { output: 'Proven.' } });
  });

  test('a ruling that cannot be read → what the checks said, as if nobody had ruled', () => {
    const item = itemOf('toolResult', { ...CHECKS, checksSeq: 3, audit: { ...RULING, accepted: 'yes' } });
    const body = knownBody(item, 'audit');
    expect(body.verdict.proven).toBe(true);
    expect(body).not.toHaveProperty('audit');
    expect(
      knownBody(itemOf('toolResult', { ...CHECKS, checksSeq: 3, audit: RULING }), 'audit').audit,
    ).toEqual(RULING);
  });

  test('an account of an obstacle that cannot be read → the result without it', () => {
    const item = itemOf('toolResult', { ...RESULT, blocker: { name: 1 } });
    expect(readBody(item)).toEqual({ kind: 'toolResult', body: RESULT });
  });

  test('an event of a type that is not known here → an event', () => {
    const event = { type: 'ofTomorrow', seq: 1, atMs: 1, turn: 1 };
    expect(readBody(itemOf('event', event))).toEqual({ kind: 'event', body: event });
  });
});

describe('what is wanted of an item', () => {
  test('another kind → no body; where it has to be so, an error that names the place', () => {
    const item = itemOf('userMessage', { content: 'hello' }, 7);
    expect(bodyAs(item, 'userMessage')).toEqual({ content: 'hello' });
    expect(bodyAs(item, 'checks', 'audit')).toBeUndefined();
    expect(() => knownBody(item, 'checks', 'audit')).toThrow('item 7 of the record is no checks or audit');
  });
});
