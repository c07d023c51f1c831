import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../workflows/thread/decide.ts';
import {
  answerQuestion,
  openQuestion,
  withdrawQuestion,
} from '../../../../workflows/thread/question/open-question.ts';
import { goalWith, NOW_MS, stateWith } from '../../../support/workflow/thread-states.ts';

const asked = openQuestion(stateWith(goalWith()), { inputId: 'input_1', seq: 5, replySeq: 4 }, NOW_MS);

describe('open request', () => {
  test('asked → kept with where it stands and when; nothing else starts [C94]', () => {
    expect(asked.request).toEqual({ inputId: 'input_1', seq: 5, replySeq: 4, askedAtMs: NOW_MS });
    expect(asked.events).toMatchObject([{ type: 'inputRequested', inputId: 'input_1' }]);
    expect(decide(asked, NOW_MS)).toMatchObject({ action: 'needsInput' });
  });

  test('answered → the answer is the next message, behind those that wait already, and its turn starts', () => {
    const state = answerQuestion(
      { ...asked, inputs: [{ inputId: 'msg_1' }] },
      { messageId: 'msg_2' },
      NOW_MS,
    );
    expect(state.request).toBeUndefined();
    expect(state.inputs).toEqual([{ inputId: 'msg_1' }, { inputId: 'msg_2' }]);
    expect(state.events.at(-1)).toMatchObject({ type: 'inputAnswered', messageId: 'msg_2' });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'turn', kind: 'user' });
  });

  test('withdrawn → gone, with the reason in the record, and the goal goes on', () => {
    const state = withdrawQuestion(asked, 'a message came instead', NOW_MS);
    expect(state.request).toBeUndefined();
    expect(state.events.at(-1)).toMatchObject({
      type: 'inputWithdrawn',
      inputId: 'input_1',
      reason: 'a message came instead',
    });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'turn', kind: 'continuation' });
  });

  test('answered or withdrawn when none is open → nothing changes', () => {
    const state = stateWith(goalWith());
    expect(answerQuestion(state, { messageId: 'msg_2' }, NOW_MS)).toBe(state);
    expect(withdrawQuestion(state, 'x', NOW_MS)).toBe(state);
  });
});
