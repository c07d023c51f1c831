/** The handlers with a fake of the workflow SDK, which exists only inside of a workflow. */
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { CancellationScope } from '@temporalio/workflow';
import { omit } from '../../objects/omit.ts';
import type { Thread } from '../../workflows/calls/running-thread.ts';
import type { Outcome } from '../../workflows/thread/state/outcome.ts';
import type { ThreadState } from '../../workflows/thread/state/thread-state.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import { GOAL_REF, goalWith, NOW_MS, setGoalWith, stateWith } from '../support/workflow/thread-states.ts';

type Handler = (...args: unknown[]) => unknown;
const handlers = new Map<string, Handler>();
const validators = new Map<string, Handler>();
let signalHandler: (name: string, payload?: unknown) => void;

const sdk = await import('@temporalio/workflow');
jest.unstable_mockModule('@temporalio/workflow', () => ({
  ...sdk,
  patched: () => true,
  setDefaultSignalHandler: (handler: typeof signalHandler) => {
    signalHandler = handler;
  },
  setHandler: ({ name }: { name: string }, handler: Handler, options?: { validator?: Handler }) => {
    handlers.set(name, handler);
    if (options?.validator !== undefined) validators.set(name, options.validator);
  },
}));
const { acceptMessages } = await import('../../workflows/handlers.ts');

let thread: Thread;
let changes: number;
const cancel = jest.fn();

/** A thread in this state, with a turn of the goal running. */
function listen(state: ThreadState): void {
  changes = 0;
  thread = {
    state,
    work: [],
    doing: { phase: 'running', next: { action: 'running', reason: 'x' } },
    running: { scope: { cancel } as unknown as CancellationScope, goal: GOAL_REF },
  };
  acceptMessages(thread, () => {
    changes += 1;
  });
}
const send = (name: string, payload?: unknown) => signalHandler(name, payload);
const call = (name: string, argument?: unknown) => handlers.get(name)?.(argument);
const validate = (name: string, argument: unknown) => () => validators.get(name)?.(argument);

beforeEach(() => {
  cancel.mockClear();
  listen(stateWith(goalWith()));
});

describe('signals', () => {
  test('without any payload → act as plain commands, in their order', () => {
    send('pause');
    expect(thread.state.goal?.status).toBe('paused');
    send('resume');
    expect(thread.state.goal?.status).toBe('active');
    send('clear');
    expect(thread.state.goal).toBeNull();
    expect(changes).toBe(3);
  });

  test('without any payload, the first of them changes no status → the next one acts all the same', () => {
    listen(stateWith(goalWith({ status: 'paused' })));
    send('pause');
    send('resume');
    expect(thread.state.goal?.status).toBe('active');
    send('resume');
    send('pause');
    expect(thread.state.goal?.status).toBe('paused');
  });

  test.each([
    ['pause', 'text', 'badPayload'],
    ['pause', { ifRevison: 99 }, 'badPayload'],
    ['unpause', {}, 'unknownSignal'],
  ])('%s with %p → refused in the outcome, the goal as it was, nothing thrown', (name, payload, reason) => {
    send(name, payload);
    expect(thread.state.goal?.status).toBe('active');
    expect(thread.state.events).toMatchObject([{ type: 'commandRefused', command: name, reason }]);
    expect(thread.state.outcomes).toMatchObject([{ outcome: { applied: false, reason } }]);
  });

  test('with a request id → its outcome can be asked for; an unknown one has none', () => {
    send('pause', { requestId: 'r1' });
    expect(call('outcome', 'r1')).toMatchObject({ applied: true, status: 'paused' });
    expect(call('outcome', 'r2')).toBeNull();
  });

  test('interrupt → ends the running turn; the same request again → does not end a later one', () => {
    send('interrupt', { requestId: 'r1' });
    expect(cancel).toHaveBeenCalledTimes(1);
    send('interrupt', { requestId: 'r1' });
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test('pause, or an interrupt that is refused → lets the running turn end', () => {
    send('pause');
    send('interrupt', { requestId: 'r2', ifRevision: 9 });
    expect(cancel).not.toHaveBeenCalled();
  });
});

describe('updates', () => {
  const setGoal = omit(setGoalWith(), 'type');

  test('one that may not be → refused before it leaves a trace', () => {
    expect(validate('setGoal', setGoal)).toThrow(expect.objectContaining({ type: 'goalUnfinished' }));
    expect(validate('setGoal', { ...setGoal, goal: 7 })).toThrow(
      expect.objectContaining({ type: 'badPayload' }),
    );
    expect(thread.state).toEqual(stateWith(goalWith()));
  });

  test('one that may be → applied, with its outcome; a goal that is replaced takes its turn with it', () => {
    const replace = { ...setGoal, replace: true };
    expect(validate('setGoal', replace)).not.toThrow();
    expect(call('setGoal', replace)).toMatchObject({
      applied: true,
      goalId: 'goal_2',
    } satisfies Partial<Outcome>);
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test('repeated by its id, though it would be refused now → let through to its first answer', () => {
    listen(stateWith(null));
    const first = call('setGoal', setGoal);
    expect(validate('setGoal', setGoal)).not.toThrow();
    expect(call('setGoal', setGoal)).toEqual(first);
  });
});

test('query thread → the state as it is now, with what the main loop does', () => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW_MS);
  expect(call('thread') as ThreadView).toMatchObject({ phase: 'running', goal: { goalId: 'goal_1' } });
});
