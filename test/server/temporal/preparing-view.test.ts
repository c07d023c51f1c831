import { describe, expect, test } from '@jest/globals';
import { withPreparation } from '../../../server/temporal/preparing-view.ts';
import type { QueuedCall } from '../../../server/temporal/queued-view.ts';
import { threadView } from '../../../workflows/view/thread-view.ts';
import { goalWith, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const next = { action: 'baseline', reason: 'the checks run once before the first turn' } as const;
const checks = { what: 'checks', summary: 'baseline · checks', sinceMs: NOW_MS } as const;
const view = threadView(stateWith(goalWith()), { phase: 'running', next, work: [checks] }, NOW_MS);

const pending = (name: string, details?: object): QueuedCall => ({
  activityType: { name },
  state: 2,
  ...(details === undefined
    ? {}
    : { heartbeatDetails: { payloads: [{ data: Buffer.from(JSON.stringify(details)) }] } }),
});

describe('withPreparation', () => {
  test.each([
    ['git', 'the workspace is made first: its repository is cloned'],
    ['fork', 'the workspace is made first: the other thread’s files are put there'],
    ['source', 'the workspace is made first: its source is copied'],
  ])('a workspace from %s is made → what runs says so, and `next` as well', (from, told) => {
    const seen = withPreparation(view, [pending('runChecks', { preparing: from })]).next;
    expect(seen.running).toEqual([{ ...checks, preparing: from }]);
    expect(seen.reason).toBe(`${next.reason}; ${told}`);
  });

  test.each<[string, readonly QueuedCall[]]>([
    ['nothing is said', [pending('runChecks')]],
    ['something else is said', [pending('runChecks', { preparing: 'tea' })]],
    ['another Activity says it', [pending('pushWork', { preparing: 'git' })]],
    ['nothing is pending', []],
  ])('%s → the view as it was', (_, calls) => {
    expect(withPreparation(view, calls)).toEqual(view);
  });

  test('it waits for a place meanwhile → it does not prepare', () => {
    const waiting = pending('runChecks', { preparing: 'git', waitsForPlace: true });
    expect(withPreparation(view, [waiting])).toEqual(view);
  });
});
