import { describe, expect, test } from '@jest/globals';
import type { ToolCallRef } from '../../../workflows/turn/tool-call-ref.ts';
import {
  afterAudit,
  afterBatch,
  afterCall,
  afterReply,
  newTurn,
  showing,
  type Turn,
  withMadeCall,
  withRunningCall,
  withTokens,
} from '../../../workflows/turn/turn.ts';

const GOAL = { goalId: 'g1', revision: 1 };
const BEGUN = newTurn('continuation', GOAL);
const SHELL: ToolCallRef = { callId: 'c1', readOnly: false, isWork: true, label: 'shell' };

test('newTurn: for a goal → remembers the revision that it began with; without one → has no goal', () => {
  expect(BEGUN).toMatchObject({ goal: GOAL, beganWith: GOAL, toolCalls: 0, hasYielded: false });
  expect(newTurn('user', undefined)).not.toHaveProperty('goal');
});

test('showing: a later revision → claims are about that one; what the turn began with stays', () => {
  const later = { ...GOAL, revision: 2 };
  expect(showing(BEGUN, later)).toMatchObject({ goal: later, beganWith: GOAL });
});

test('withTokens and withMadeCall: several → add up, and change nothing that was there before', () => {
  const turn = withMadeCall(withTokens(withTokens(BEGUN, 5), 7));
  expect(turn).toMatchObject({ tokens: 12, toolCalls: 1, workingCalls: 0 });
  expect(BEGUN).toMatchObject({ tokens: 0, toolCalls: 0 });
});

describe('withRunningCall', () => {
  test.each([
    ['a call that changes things', {}, { workingCalls: 1, workspaceMayHaveChanged: true }],
    ['one that only reads', { readOnly: true }, { workingCalls: 1, workspaceMayHaveChanged: false }],
    ['one that only plans', { isWork: false }, { workingCalls: 0, workspaceMayHaveChanged: false }],
  ])('%s → counts as what it is', (_, fields, expected) => {
    expect(withRunningCall(BEGUN, { ...SHELL, ...fields })).toMatchObject(expected);
  });
});

describe('afterReply', () => {
  const changed = withRunningCall(BEGUN, SHELL);

  test('the workspace was looked at → its digest, and nothing that may have changed since', () => {
    expect(afterReply(changed, 'd1')).toMatchObject({ digest: 'd1', workspaceMayHaveChanged: false });
  });

  test('it was not → the turn as it was', () => {
    expect(afterReply(changed, undefined)).toBe(changed);
  });
});

test('afterCall: coming nearer and yielding → stay, whatever later calls say', () => {
  const turn = afterCall(afterCall(BEGUN, { isNearer: true }), { hasYielded: true });
  expect(afterCall(turn, { isNearer: false, hasYielded: false })).toMatchObject({
    isNearer: true,
    hasYielded: true,
  });
});

test('afterAudit: it came no nearer → the checks ran all the same', () => {
  expect(afterAudit(BEGUN, false)).toMatchObject({ hasMeasured: true, isNearer: false });
  expect(afterAudit(afterAudit(BEGUN, true), false)).toMatchObject({ isNearer: true });
});

describe('afterBatch', () => {
  test('calls that end in different ways → are remembered in their order, those without a digest left out', () => {
    const turn = afterBatch(afterBatch(BEGUN, [{ digest: 'a' }, {}], 1), [{ digest: 'b' }], 2);
    expect(turn.callDigests).toEqual(['a', 'b']);
    expect(turn).not.toHaveProperty('isRepeating');
  });

  test('the same call ten times → the turn repeats itself', () => {
    const nine = Array.from({ length: 9 }).reduce<Turn>(
      (turn) => afterBatch(turn, [{ digest: 'a' }], 1),
      BEGUN,
    );
    expect(nine).not.toHaveProperty('isRepeating');
    expect(afterBatch(nine, [{ digest: 'a' }], 1)).toMatchObject({ isRepeating: true });
  });
});
