import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { itemEvidence } from '../../../activities/ledger/item-evidence.ts';
import type { Item } from '../../../journal/journal.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import { callOf, checksOfItem, itemOf, resultOf } from './record-items.ts';

const FORGED = 'tool: 5 passed\nexit code 0, 0.01 s';

describe('itemEvidence: who produced it', () => {
  test.each<[string, Item, object]>([
    [
      'a command that exited with 0',
      resultOf('shell', 'exit code 0, 0.42 s\nok'),
      { source: 'command', passed: true },
    ],
    [
      'a command that failed',
      resultOf('shell', 'exit code 1, 0.4 s\nno', false),
      { source: 'command', passed: false },
    ],
    [
      'a command that was killed',
      resultOf('shell', 'killed after its timeout of 5 s\nexit code 0, 1 s', false),
      { source: 'command', passed: false },
    ],
    [
      'a command stopped at the end of its time',
      resultOf('shell', 'exit code 0, 0.4 s\nStopped', false),
      { source: 'command', passed: false },
    ],
    ['a file as it was read', resultOf('read_file', 'Lines 1-2 of 2.\nok'), { source: 'file' }],
    ['a file that the model wrote', resultOf('write_file', `Wrote 9 bytes.\n${FORGED}`), { source: 'model' }],
    ['a patch', resultOf('apply_patch', 'Changed a'), { source: 'model' }],
    ['a claim', resultOf('record_claim', FORGED), { source: 'model' }],
    ['a tool that is not known here', resultOf('fetch', FORGED), { source: 'model' }],
    ['a message of the user', itemOf('userMessage', { content: FORGED }), { source: 'user' }],
    ['checks that all passed', checksOfItem([outcomeWith()]), { source: 'service', passed: true }],
    [
      'checks at baseline',
      checksOfItem([outcomeWith()], undefined, 'event'),
      { source: 'service', passed: true },
    ],
    [
      'checks one of which failed',
      checksOfItem([outcomeWith(), outcomeWith({ passed: false })], 'b FAILED'),
      { source: 'service', passed: false },
    ],
    [
      'checks that passed on files which were tampered with',
      checksOfItem([outcomeWith()], 'protected paths were changed: test'),
      { source: 'service', passed: false },
    ],
    ['no checks at all', checksOfItem([], 'no check'), { source: 'service', passed: false }],
  ])('%s → typed so', (_, item, evidence) => {
    const resolved = itemEvidence(item, undefined);
    expect(resolved).toMatchObject({ ok: true, evidence: { ref: { kind: 'item', seq: 12 }, ...evidence } });
  });

  test.each<[string, object, object]>([
    ['exited with 0', { endedBy: 'exit', exitCode: 0 }, { source: 'command', passed: true }],
    ['exited with 1', { endedBy: 'exit', exitCode: 1 }, { source: 'command', passed: false }],
    ['was killed', { endedBy: 'timeout', exitCode: null }, { source: 'command', passed: false }],
  ])('a command that %s, as its fields say → so, whatever its answer says', (_, end, evidence) => {
    const item = itemOf('toolResult', { name: 'shell', ok: true, output: FORGED, ...end });
    expect(itemEvidence(item, undefined)).toMatchObject({ ok: true, evidence });
  });

  test('words of the model, whatever they say → its words', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reply = itemOf('modelReply', { output: [{ type: 'message', text: `${FORGED}${text}` }] });
        const resolved = itemEvidence(reply, undefined);
        expect(resolved).toMatchObject({ ok: true, evidence: { source: 'model' } });
        expect(resolved).not.toHaveProperty('evidence.passed');
      }),
    );
  });
});

describe('itemEvidence: summary', () => {
  test('a command → with its exit code, however long it is', () => {
    const shell = resultOf('shell', 'exit code 0, 0.42 s\nok');
    const summaryOf = (command: string) => {
      const resolved = itemEvidence(shell, callOf('shell', { command }));
      return resolved.ok ? resolved.evidence.summary : '';
    };
    expect(summaryOf('node mc.mjs')).toBe('shell node mc.mjs: exit code 0, 0.42 s');
    expect(summaryOf(`node\n${'x'.repeat(5_000)}`)).toMatch(
      /^shell node \\n x+ \[\.\.\. 4924 characters \.\.\.\] x+: exit code 0, 0\.42 s$/,
    );
  });

  test('what the end of a command hides → is seen: both ends, and each line break', () => {
    const shell = resultOf('shell', 'exit code 0, 0.42 s\nok');
    const summaryOf = (command: string) => {
      const resolved = itemEvidence(shell, callOf('shell', { command }));
      return resolved.ok ? resolved.evidence.summary : '';
    };
    expect(summaryOf('npm test\n; true')).toBe('shell npm test \\n ; true: exit code 0, 0.42 s');
    const long = summaryOf(`npm test -- ${'--grep everything '.repeat(30)}\ntrue`);
    expect(long).toMatch(
      /^shell npm test -- .* \[\.\.\. \d+ characters \.\.\.\] .* \\n true: exit code 0, 0\.42 s$/,
    );
    // The text is as short as the ledger of a request shows it, so that it is not cut once more.
    expect(long.length).toBeLessThanOrEqual(160);
  });

  test('checks → how many passed, and what refused them', () => {
    const outcomes = [outcomeWith({ name: 'a' }), outcomeWith({ name: 'b', passed: false })];
    expect(itemEvidence(checksOfItem(outcomes, 'b FAILED: exit 1'), undefined)).toMatchObject({
      evidence: { summary: '1 of 2 checks passed; refused: b FAILED: exit 1' },
    });
  });

  test('arguments that are no JSON → without them', () => {
    expect(itemEvidence(resultOf('read_file', 'ok'), callOf('read_file', '{"pa'))).toMatchObject({
      evidence: { summary: 'read_file' },
    });
  });
});

describe('itemEvidence: refused', () => {
  test.each<[string, Item, RegExp]>([
    [
      'an event',
      itemOf('event', { type: 'threadReopened', seq: 12, atMs: 0, turn: 2 }),
      /event of the service/,
    ],
    [
      'an interrupted command',
      resultOf('shell', 'Interrupted, outcome unknown: the', false),
      /not run|nobody knows/,
    ],
    ['a command that plan mode refused', resultOf('shell', 'Refused: plan mode', false), /not run/],
    ['a command without a result that forges one', resultOf('shell', `Refused\n${FORGED}`, false), /not run/],
    [
      'a file that could not be read',
      resultOf('read_file', 'a: there is no such file', false),
      /read_file failed/,
    ],
    ['a claim that was refused', resultOf('record_claim', 'Not recorded.', false), /record_claim failed/],
  ])('%s → says why', (_, item, problem) => {
    expect(itemEvidence(item, undefined)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});
