import { expect, test } from '@jest/globals';
import { withCommandEnd, withProgress } from '../../../server/temporal/progress-view.ts';
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
  const doubted = { check: 'p95', why: 'withoutWork', sinceMs: NOW_MS, untilMs: NOW_MS + 1 };
  expect(withProgress(view, beat({ checks: doubted })).next.running?.[0]?.progress).toEqual(doubted);
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

const calls = [
  { what: 'toolCall', summary: 'turn 3 · read_file a', seq: 7, sinceMs: NOW_MS },
  { what: 'toolCall', summary: 'turn 3 · shell sleep 9', seq: 8, sinceMs: NOW_MS, untilMs: NOW_MS + 40_000 },
] as const;
const calling = threadView(stateWith(goalWith()), { phase: 'running', next, work: calls }, NOW_MS);
const endsOf = (seq: number, untilMs: number) =>
  withCommandEnd(calling, beat({ command: { seq, untilMs } }, 'runToolCall')).next.running?.map(
    (work) => work.untilMs,
  );

test('withCommandEnd: the worker said when the command is stopped → that is the end of that call alone', () => {
  expect(endsOf(7, NOW_MS + 30_000)).toEqual([NOW_MS + 30_000, NOW_MS + 40_000]);
  expect(endsOf(8, NOW_MS + 9_000)).toEqual([undefined, NOW_MS + 9_000]);
});

test("withCommandEnd: the goal's time ends before the command's → the earlier one; another call → none of them", () => {
  expect(endsOf(8, NOW_MS + 60_000)).toEqual([undefined, NOW_MS + 40_000]);
  expect(endsOf(9, NOW_MS + 1)).toEqual([undefined, NOW_MS + 40_000]);
  expect(withCommandEnd(calling, beat({ checks: PROGRESS }, 'runToolCall'))).toEqual(calling);
});
