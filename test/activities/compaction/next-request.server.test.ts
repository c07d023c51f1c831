/**
 * What whoever goes on reads after a compaction, part by part: nothing that the goal hangs on may be gone.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SUMMARY_REQUEST } from '../../../activities/compaction/summary-request.ts';
import type { NewItem } from '../../../journal/journal.ts';
import { defined } from '../../../objects/defined.ts';
import type { Respond } from '../../../scripted-model/model-server.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { compact, compactionInput, pastThread } from '../../support/activities/compaction-bench.ts';
import { askedFor, callModel, modelCall } from '../../support/activities/model-call-bench.ts';
import {
  checkWith,
  contractWith,
  goalViewWith,
  outcomeWith,
} from '../../support/contract/sample-contract.ts';
import { claimRecord, commandEvidence, iterationRecord } from '../../support/journal/ledger-records.ts';

const OBJECTIVE = 'Bring p95 below 120 ms && keep Array<number> as it is';
const CONTRACT = contractWith({
  objective: OBJECTIVE,
  verification: {
    checks: [checkWith(), checkWith({ name: 'p95', command: 'npm run bench 2>&1 | tail -n 1' })],
    protectedPaths: ['test/**'],
    auditor: {},
  },
  constraints: { checks: [], text: ['No new dependency'] },
  iterationPolicy: 'One change at a time',
  blockedStop: 'No access to the backend',
});
const QUESTION = `Which of the two indexes may be dropped? ${'The first one is used by the nightly export. '.repeat(20)}`;
const SUMMARY = {
  done: ['cached the lookups: p95 fell from 210 to 150 ms [item 3]'],
  triedAndFailed: [],
  decisions: [],
  openEnds: ['the serialiser'],
  filesTouched: [],
};

let parts: ActivityParts;
const respond: Respond = ({ input }) =>
  input.at(-1)?.content === SUMMARY_REQUEST ? { message: JSON.stringify(SUMMARY) } : { message: 'Done.' };
beforeAll(async () => {
  parts = await openActivityParts({ respond });
});
afterAll(() => parts.close());

const item = (seq: number, kind: NewItem['kind'], body: object, callId?: string): NewItem => ({
  ...{ seq, turn: 61, kind, body: JSON.stringify(body) },
  ...defined({ callId }),
});

/**
 * A goal with all that is to outlast the conversation, in a thread that has outgrown its window; where it
 * stands comes back.
 */
async function outgrown() {
  const { threadId, seq } = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
  const { journal } = parts;
  const goalId = `goal_of_${threadId}`;
  await journal.saveContract(threadId, goalId, 1, CONTRACT);
  const verdict = {
    outcomes: [outcomeWith(), outcomeWith({ name: 'p95', passed: false, metric: 150, reason: 'not < 120' })],
    changedProtectedPaths: [],
    proven: false,
    reason: 'p95 FAILED',
  };
  const asks = {
    ...{ type: 'function_call', call_id: 'q', name: 'request_input' },
    arguments: JSON.stringify({ question: QUESTION, options: null }),
  };
  const ruling = {
    ...{ id: 'R4', kind: 'constraint', text: 'No new dependency', verdict: 'weak' },
    ...{ evidence: 'package.json', reason: 'lodash was added' },
  };
  await journal.append(threadId, {
    items: [
      item(seq, 'event', {
        type: 'checksRan',
        purpose: 'audit',
        name: 'update_goal',
        ok: false,
        output: '',
        verdict,
      }),
      item(seq + 1, 'event', {
        ...{ type: 'checksRan', purpose: 'audit', checksSeq: seq, verdict },
        audit: { model: 'judge', accepted: false, summary: 'No.', requirements: [ruling] },
      }),
      item(seq + 2, 'modelReply', { responseId: 'q', output: [asks], usage: {} }, `model-${seq + 2}`),
      item(
        seq + 3,
        'toolResult',
        { name: 'request_input', ok: true, output: 'The question stands.' },
        `${seq + 2}-0`,
      ),
      item(seq + 4, 'userMessage', { content: 'The second one.', answers: `input_${seq + 2}-0` }),
    ],
  });
  await journal.saveClaim(
    claimRecord({
      ...{ threadId, goalId, claim: 'Caching alone is not enough', status: 'confirmed', uncertainty: '' },
      evidence: [commandEvidence(3)],
    }),
  );
  await journal.saveIteration(iterationRecord({ threadId, goalId, changed: 'cached the lookups' }));
  const figures = { checksSeq: seq, auditSeq: seq + 1, ledgerSeq: seq, refusedAudits: 1 };
  return { threadId, seq: seq + 5, goal: goalViewWith({ goalId, ...figures }) };
}

const texts = (input: readonly object[]): string[] => input.map((each) => JSON.stringify(each));

/** Finds in a closing block what stands between the tags of a section. */
const sectionOf = (text: string, name: string): string =>
  text.slice(text.indexOf(`<${name}>`), text.indexOf(`</${name}>`));

describe('compactTranscript with a goal', () => {
  test('the request for the summary → the thread as it was sent before, then contract and ledger, then the order', async () => {
    const { threadId, seq, goal } = await outgrown();
    await callModel(parts, await modelCall(parts, { threadId, seq, turn: 61, goal }));
    const ordinary = askedFor(parts, threadId).at(-1)?.request.input ?? [];
    const windowOf = () => ({ windowTokens: 29_000, reserveTokens: 4_000 });
    await compact(
      parts.with({ context: { windowOf } }),
      compactionInput({ threadId, seq: seq + 1 }, { goal }),
    );
    const asked = askedFor(parts, threadId).at(-1)?.request.input ?? [];
    const transcript = texts(ordinary.slice(0, -1));
    expect(texts(asked).slice(0, transcript.length)).toEqual(transcript);
    const [known, order] = asked.slice(-2).map(({ content }) => String(content));
    expect(order).toBe(SUMMARY_REQUEST);
    // The same words as in the thread's own request, but for what is wanted of the reply.
    expect(String(ordinary.at(-1)?.content).startsWith(`${known}\n`)).toBe(true);
    expect(known).toContain(OBJECTIVE);
    expect(known).toContain('Caching alone is not enough');
  });

  test('the next request → objective, contract, checks and results, ledger, experiments, question and answer, last refused audit', async () => {
    const { threadId, seq, goal } = await outgrown();
    const windowOf = () => ({ windowTokens: 29_000, reserveTokens: 4_000 });
    await compact(parts.with({ context: { windowOf } }), compactionInput({ threadId, seq }, { goal }));
    const call = await modelCall(parts, { threadId, seq: seq + 1, turn: 62, kind: 'continuation', goal });
    await callModel(parts, call);
    const input = askedFor(parts, threadId).at(-1)?.request.input ?? [];
    expect(texts(input).join()).not.toContain('Words of turn 20.');
    const closing = String(input.at(-1)?.content);
    const shown: readonly [section: string, text: string][] = [
      ['objective', OBJECTIVE],
      ['verification', 'p95: `npm run bench 2>&1 | tail -n 1` must exit 0'],
      ['verification', 'An auditor, another model, rules'],
      ['protected_paths', 'test/**'],
      ['constraints', 'No new dependency'],
      ['iteration_policy', 'One change at a time'],
      ['blocked_stop', 'No access to the backend'],
      ['state', 'claims of completion refused so far: 1'],
      ['last_check_results', 'p95 (verification) FAILED: exit 0, measured 150'],
      ['last_refused_audit', 'R4 constraint "No new dependency": WEAK; lodash was added'],
      ['ledger', 'confirmed: Caching alone is not enough | shown by: shell node mc.mjs: exit code 0'],
      ['experiments', 'changed: cached the lookups'],
    ];
    for (const [section, text] of shown) expect(sectionOf(closing, section)).toContain(text);
    expect(closing).toMatch(/Left to show: that p95 passes; .*what its last ruling did not find proven/);
    const transcript = texts(input.slice(0, -1)).join('\n');
    for (const text of [
      'Make it fast.',
      'p95 fell from 210 to 150 ms [item 3]',
      'the serialiser',
      QUESTION.trim(),
    ])
      expect(transcript).toContain(text);
    expect(transcript).toContain('Answer to your question:\\nThe second one.');
  });
});
