import { describe, expect, test } from '@jest/globals';
import { noteFallback } from '../../../../workflows/thread/state/note-fallback.ts';
import { initialThreadState } from '../../../../workflows/thread/state/thread-state.ts';
import { threadView } from '../../../../workflows/view/thread-view.ts';

const STATE = initialThreadState('thr_1', 'default');
const MINI = { model: 'mini', reason: 'unavailable' } as const;

describe('noteFallback', () => {
  test('the own model all along → nothing changes', () => {
    expect(noteFallback(STATE, undefined, 5)).toBe(STATE);
  });

  test('another model → on record once, and shown as long as it answers', () => {
    const switched = noteFallback(STATE, MINI, 5);
    expect(switched.events).toEqual([{ type: 'modelSwitched', ...MINI, seq: 1, turn: 0, atMs: 5 }]);
    expect(noteFallback(switched, { ...MINI, reason: 'notFound' }, 6)).toBe(switched);
    const idle = { phase: 'idle', next: { action: 'idle', reason: 'no goal' } } as const;
    expect(threadView(switched, idle, 6).fallback).toEqual(MINI);
  });

  test('a third model, then the own one again → each switch on record', () => {
    const third = noteFallback(noteFallback(STATE, MINI, 5), { ...MINI, model: 'nano' }, 6);
    const back = noteFallback(third, undefined, 7);
    expect(back.events.slice(1)).toEqual([
      { type: 'modelSwitched', model: 'nano', reason: 'unavailable', seq: 2, turn: 0, atMs: 6 },
      { type: 'modelSwitched', seq: 3, turn: 0, atMs: 7 },
    ]);
    expect(back).not.toHaveProperty('fallback');
  });
});
