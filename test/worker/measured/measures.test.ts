import { describe, expect, test } from '@jest/globals';
import { createMetrics } from '../../../telemetry/metrics/metrics.ts';
import { type Ended, measuresOf } from '../../../worker/measured/measures.ts';
import { noteMeasure } from '../../../worker/measured/note-measures.ts';

const usage = { inputTokens: 100, cachedInputTokens: 40, outputTokens: 10, costUsd: 0.5 };
const verdict = { outcomes: [{ passed: true }], changedProtectedPaths: [], proven: true };
const event = { seq: 1, atMs: 1, turn: 1, type: 'goalStalled', reason: 'words of a model' };

const ended = (fields: Partial<Ended>): Ended => ({
  type: 'callModel',
  input: {},
  seconds: 2,
  end: { result: { usage, toolCalls: [] } },
  ...fields,
});
const failed = (fields: object) => ({ error: Object.assign(new Error('words'), fields) });

describe('measuresOf', () => {
  test('a reply → how long it took and what it cost, with what was wasted before it; its events once', () => {
    const result = { usage, wasted: { modelCalls: 1, usage }, toolCalls: [] };
    expect(measuresOf(ended({ input: { events: [event] }, end: { result } }))).toEqual([
      { of: 'modelSeconds', call: 'callModel', outcome: 'ok', seconds: 2 },
      { of: 'usage', usage },
      { of: 'usage', usage },
      { of: 'event', event },
    ]);
  });

  test.each([
    [{ type: 'ModelError.Unavailable' }, 'unavailable'],
    [{ type: 'ModelError.UsageLimited' }, 'usageLimited'],
    [{ type: 'sk-secret' }, 'other'],
    [{ name: 'CancelledFailure' }, 'cancelled'],
    [{}, 'other'],
  ])('a failed call of %j → its kind, no event', (fields, outcome) => {
    expect(measuresOf(ended({ input: { events: [event] }, end: failed(fields) }))).toEqual([
      { of: 'modelSeconds', call: 'callModel', outcome, seconds: 2 },
    ]);
  });

  test('a failed call that was paid for → what it has spent', () => {
    const details = [{ spent: { modelCalls: 2, usage } }];
    const measures = measuresOf(ended({ end: failed({ type: 'ModelError.Unreadable', details }) }));
    expect(measures[1]).toEqual({ of: 'usage', usage });
  });

  test.each<[string, object, object, string | undefined]>([
    ['audit, proven', { purpose: 'audit', callId: '1-0' }, verdict, 'passed'],
    ['audit, not proven', { purpose: 'audit', callId: '1-0' }, { ...verdict, proven: false }, 'refused'],
    ['audit before an auditor', { purpose: 'audit' }, { ...verdict, proven: false }, 'passed'],
    ['audit before an auditor, refused', { purpose: 'audit' }, { ...verdict, reason: 'no' }, 'refused'],
    ['baseline', { purpose: 'baseline' }, { ...verdict, proven: false }, undefined],
  ])('%s → %s', (_, input, result, outcome) => {
    const measures = measuresOf(
      ended({ type: 'runChecks', input, end: { result: { ...result, durationMs: 500 } } }),
    );
    expect(measures[0]).toEqual({ of: 'sandboxSeconds', kind: 'checks', seconds: 0.5 });
    expect(measures[1]).toEqual(outcome && { of: 'audit', judge: 'checks', outcome });
  });
});

test('what is noted → in the registry, without a word of anybody', async () => {
  const metrics = createMetrics();
  const all = [
    ...measuresOf(ended({ input: { events: [event] } })),
    ...measuresOf(ended({ end: failed({ type: 'ModelError.Unavailable' }) })),
    ...measuresOf(ended({ type: 'runToolCall', end: { result: { ok: true } } })),
  ];
  for (const measure of all) noteMeasure(metrics, measure);
  const text = await metrics.read();
  for (const line of [
    'goalkeeper_tokens_total{kind="cachedInput"} 40',
    'goalkeeper_cost_usd_total 0.5',
    'goalkeeper_stalls_total 1',
    'goalkeeper_back_offs_total{reason="unavailable"} 1',
    'goalkeeper_sandbox_seconds_total{kind="command"} 2',
    'goalkeeper_model_call_duration_seconds_count{call="callModel",outcome="ok"} 1',
  ])
    expect(text).toContain(line);
  expect(text).not.toContain('words');
});
