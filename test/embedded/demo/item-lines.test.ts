import { describe, expect, test } from '@jest/globals';
import { itemLines } from '../../../embedded/demo/item-lines.ts';
import type { ItemReply } from '../../../embedded/demo/replies.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';

const lines = (kind: ItemReply['kind'], body: object) =>
  itemLines({ seq: 1, turn: 4, kind, body: { ...body } });
const call = (name: string, args: object | string) => ({
  output: [
    { type: 'function_call', name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  ],
});

describe('itemLines', () => {
  test.each<[string, object, string[]]>([
    ['turn begins', { type: 'turnStarted', kind: 'continuation' }, ['Turn 4 (continuation)']],
    ['turn ends', { type: 'turnEnded' }, ['']],
    ['turn failed', { type: 'turnEnded', failure: 'no key' }, ['  turn failed: no key', '']],
    ['stalled', { type: 'goalStalled', reason: 'no tool call' }, ['  stalled: no tool call']],
    [
      'goal paused',
      { type: 'goalChanged', change: 'pause', goal: { status: 'paused', statusReason: 'lunch' } },
      ['  goal paused: lunch'],
    ],
    ['goal changed by its baseline', { type: 'goalChanged', change: 'baseline', goal: {} }, []],
    [
      'model switched',
      { type: 'modelSwitched', model: 'spare', reason: 'notFound' },
      ['  model switched to spare: notFound'],
    ],
    ['own model again', { type: 'modelSwitched' }, ['  model switched back']],
    ['unknown event', { type: 'somethingNew' }, []],
  ])('%s → told', (_, body, expected) => {
    expect(lines('event', body)).toEqual(expected);
  });

  test('reply → text and calls by their most telling argument; reasoning is left out', () => {
    const output = [{ type: 'reasoning' }, { type: 'message', text: 'Looking\n at it' }];
    expect(lines('modelReply', { output })).toEqual(['  model: Looking at it']);
    expect(lines('modelReply', call('shell', { command: 'npm test', timeoutSeconds: 5 }))).toEqual([
      '  → shell npm test',
    ]);
    expect(lines('modelReply', call('read_file', { path: 'a.js' }))).toEqual(['  → read_file a.js']);
    expect(lines('modelReply', call('shell', '{"comm'))).toEqual(['  → shell {"comm']);
    expect(lines('modelReply', call('get_goal', '{}'))).toEqual(['  → get_goal']);
    const claim = { claim: 'It costs 1.69', status: 'confirmed', route: 'Fourier' };
    expect(lines('modelReply', call('record_claim', claim))).toEqual([
      '  → record_claim confirmed: It costs 1.69',
    ]);
    const iteration = { changed: 'More paths', observed: 'Less noise', next: 'Another scheme' };
    expect(lines('modelReply', call('record_iteration', iteration))).toEqual([
      '  → record_iteration More paths',
    ]);
  });

  test('result → how it ended and the last figure; a failed one is marked', () => {
    const output = 'exit code 0, 1.2 s\nnoise\np50_ms: 40\np95_ms: 118';
    expect(lines('toolResult', { ok: true, output })).toEqual(['    exit code 0, 1.2 s · p95_ms: 118']);
    expect(lines('toolResult', { ok: true, output: 'exit code 0, 1 s\nnoise\n{"z": 2}' })).toEqual([
      '    exit code 0, 1 s · {"z": 2}',
    ]);
    expect(lines('toolResult', { ok: false, output: 'exit code 1' })).toEqual(['    ✗ exit code 1']);
  });

  test('checks → verdict, each check, each changed path', () => {
    const verdict = {
      proven: false,
      outcomes: [outcomeWith(), outcomeWith({ name: 'p95', passed: false, metric: 135 })],
      changedProtectedPaths: ['test/a.js'],
    };
    const rest = [
      '    ✓ tests (verification) passed: exit 0',
      '    ✗ p95 (verification) FAILED: exit 0, measured 135',
      '    ✗ protected path changed: test/a.js',
    ];
    expect(lines('toolResult', { type: 'checksRan', verdict })).toEqual(['  audit: REFUSED', ...rest]);
    expect(lines('event', { type: 'checksRan', purpose: 'baseline', verdict })[0]).toBe(
      '  baseline, run by the service',
    );
    expect(lines('toolResult', { type: 'checksRan', verdict: { ...verdict, proven: true } })[0]).toBe(
      '  audit: proven',
    );
  });

  test('a claim of a goal with an auditor → its checks, then the ruling requirement by requirement', () => {
    const verdict = { proven: false, outcomes: [outcomeWith()], changedProtectedPaths: [] };
    expect(lines('event', { type: 'checksRan', purpose: 'audit', verdict })[0]).toBe(
      '  checks of the claim, run by the service',
    );
    const requirements = [
      { id: 'R1', text: 'Make it', verdict: 'proven' },
      { id: 'R2', text: 'No new file', verdict: 'weak' },
    ];
    const audit = { accepted: false, model: 'judge-1', requirements };
    expect(lines('toolResult', { type: 'checksRan', verdict, audit })).toEqual([
      '  audit by judge-1: REFUSED',
      '    ✓ R1 proven: Make it',
      '    ✗ R2 weak: No new file',
    ]);
  });

  test('text of the model with terminal controls → one harmless line', () => {
    const [line = ''] = lines('userMessage', { content: 'a\u001b[2Jb\u0007\u202ec\r\nd' });
    expect(line).toBe('  user: a [2Jb c d');
  });

  test('long text → cut to the width of a line, and not within a character', () => {
    const [line = ''] = lines('userMessage', { content: '\u{1f600}'.repeat(500) });
    expect([...line]).toHaveLength(110 + '  user: '.length);
    expect(line.isWellFormed()).toBe(true);
  });
});
