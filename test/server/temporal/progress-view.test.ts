import { expect, test } from '@jest/globals';
import { withProgress } from '../../../server/temporal/progress-view.ts';
import { threadView } from '../../../workflows/view/thread-view.ts';
import { goalWith, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const work = [{ what: 'checks', summary: 'turn 3 · audit', sinceMs: NOW_MS }] as const;
const next = { action: 'running', reason: 'the goal is active' } as const;
const view = threadView(stateWith(goalWith()), { phase: 'auditing', next, work }, NOW_MS);
const beat = (details: unknown, name = 'runChecks') => [
  {
    activityType: { name },
    heartbeatDetails: { payloads: [{ data: Buffer.from(JSON.stringify(details)) }] },
  },
];
const PROGRESS = { check: 'p95', run: 2, runs: 3, sinceMs: NOW_MS + 5, untilMs: NOW_MS + 30_005 };

test('withProgress: the worker said which check runs → it stands beside what runs', () => {
  expect(withProgress(view, beat({ checks: PROGRESS })).next.running).toEqual([
    { ...work[0], progress: PROGRESS },
  ]);
  const twin = { check: 'p95', isTwin: true, sinceMs: NOW_MS, untilMs: NOW_MS + 1 };
  expect(withProgress(view, beat({ checks: twin })).next.running?.[0]?.progress).toEqual(twin);
});

test.each<[string, Parameters<typeof withProgress>[1]]>([
  ['nothing pending', []],
  ['another Activity', beat({ checks: PROGRESS }, 'callModel')],
  ['no check has begun', beat({})],
  ['the word of an earlier run', beat({ checks: { ...PROGRESS, sinceMs: NOW_MS - 1 } })],
  ['no heartbeat yet', [{ activityType: { name: 'runChecks' }, heartbeatDetails: null }]],
  [
    'no JSON',
    [{ activityType: { name: 'runChecks' }, heartbeatDetails: { payloads: [{ data: Buffer.from('{') }] } }],
  ],
])('withProgress: %s → what runs, and no more', (_, pending) => {
  expect(withProgress(view, pending)).toEqual(view);
});
