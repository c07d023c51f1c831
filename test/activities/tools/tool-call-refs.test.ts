import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contractsIn, toolCallRefs } from '../../../activities/tools/tool-call-refs.ts';
import type { ModelReply } from '../../../journal/bodies/model-reply.ts';
import { DEFAULT_POLICY } from '../../../workflows/contract/contract.ts';

const NO_TOKENS = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };

const replyWith = (...calls: readonly [name: string, args: string][]): ModelReply => ({
  responseId: 'resp_1',
  output: [
    { type: 'message', text: 'Hm' },
    ...calls.map(([name, args]) => ({ type: 'function_call' as const, call_id: 'c', name, arguments: args })),
  ],
  usage: NO_TOKENS,
});

const at = (seq: number, threadId = 'thr_1') => ({ threadId, seq });

const BLOCKED = JSON.stringify({ status: 'blocked', blocker: 'no key', needed: 'a key', attempted: 'all' });
const goalNamed = (objective: string, tokenBudget: number | null = null): [string, string] => [
  'create_goal',
  JSON.stringify({ objective, checks: [{ name: 'tests', command: 'npm test' }], tokenBudget }),
];

describe('toolCallRefs', () => {
  test('work, reading and status tools → kinds, one line each, ids by position', () => {
    const refs = toolCallRefs(
      replyWith(
        ['shell', '{"command":"npm test"}'],
        ['read_file', '{"path":"a.txt"}'],
        ['get_goal', '{}'],
        ['update_goal', '{"status":"complete"}'],
      ),
      at(7),
    );
    expect(refs).toMatchObject([
      { callId: '7-0', label: 'shell npm test', readOnly: false, isWork: true },
      { callId: '7-1', readOnly: true, isWork: true },
      { callId: '7-2', readOnly: true, isWork: false },
      { callId: '7-3', claim: { status: 'complete' }, isWork: false },
    ]);
  });

  test('contested check → a claim with its name; one that the contract does not have → the tool answers with the names', () => {
    const args = {
      status: 'contested',
      check: 'p95',
      contradiction: 'x',
      evidence: [{ kind: 'item', ref: '3' }],
    };
    const reply = replyWith(['update_goal', JSON.stringify(args)]);
    const claim = { status: 'contested', check: 'p95' };
    expect(toolCallRefs(reply, at(7), { checks: ['p95'] })).toMatchObject([
      { claim, showsGoal: true, isWork: false },
    ]);
    const [unknown] = toolCallRefs(reply, at(7), { checks: ['tests'] });
    expect(unknown).toMatchObject({ showsGoal: true });
    expect(unknown).not.toHaveProperty('claim');
  });

  test('boundaries that leave some tools → other work is forbidden; status tools and the record are always there', () => {
    const calls: [string, string][] = [
      ['shell', '{"command":"ls"}'],
      ['read_file', '{"path":"a"}'],
      ['read_item', '{"item":3}'],
      ['get_goal', '{}'],
    ];
    const refs = toolCallRefs(replyWith(...calls), at(7), { allowed: ['read_file'] });
    expect(refs.map(({ isForbidden, isWork }) => [isForbidden, isWork])).toEqual([
      [true, false],
      [undefined, true],
      [undefined, true],
      [undefined, false],
    ]);
  });

  test('tools that are about the goal → are given it along; no text of a claim goes to the workflow', () => {
    const claim = {
      claim: 'It costs 1.69',
      route: 'Fourier',
      evidence: [],
      status: 'blocked',
      uncertainty: 'x',
    };
    const refs = toolCallRefs(
      replyWith(
        ['get_goal', '{}'],
        ['record_claim', JSON.stringify(claim)],
        ['record_iteration', '{"changed":"paths","observed":"less","next":"more"}'],
        ['shell', '{"command":"ls"}'],
      ),
      at(7),
    );
    expect(refs.map(({ showsGoal }) => showsGoal)).toEqual(['any', true, true, undefined]);
    expect(refs.slice(1, 3)).toMatchObject([
      { readOnly: false, isWork: false, label: 'record_claim blocked' },
      { readOnly: false, isWork: false, label: 'record_iteration' },
    ]);
    expect(JSON.stringify(refs)).not.toMatch(/1\.69|Fourier|paths/);
  });

  test('claim of a blocker → with the name of it', () => {
    const [ref] = toolCallRefs(replyWith(['update_goal', BLOCKED]), at(1));
    expect(ref?.claim).toEqual({ status: 'blocked', blocker: 'no key' });
    // The account of it stays in the journal.
    expect(JSON.stringify(ref)).not.toContain('a key');
  });

  test('claim with wrong arguments → no claim', () => {
    const [ref] = toolCallRefs(replyWith(['update_goal', '{"status":"blocked","blocker":"no key"}']), at(1));
    expect(ref).not.toHaveProperty('claim');
  });

  test('reply without calls → none; a hundred calls → the first 32', () => {
    expect(toolCallRefs(replyWith(), at(1))).toEqual([]);
    const many = Array.from({ length: 100 }, (): [string, string] => ['get_goal', '{}']);
    expect(toolCallRefs(replyWith(...many), at(1))).toHaveLength(32);
  });

  test('any name and arguments → small, and a call that cannot be read is neither work nor a risk', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.oneof(fc.string(), fc.json()), (name, args) => {
        const [ref] = toolCallRefs(replyWith([`x${name}`, args]), at(1));
        expect(ref).toMatchObject({ label: 'unknown tool', readOnly: true, isWork: false });
        expect(JSON.stringify(ref).length).toBeLessThan(600);
      }),
    );
  });
});

describe('toolCallRefs: asks', () => {
  test.each<[string, string, object]>([
    [
      'wait',
      '{"seconds":90,"event":"deploy","reason":"long words"}',
      { for: 'wait', seconds: 90, event: 'deploy' },
    ],
    ['request_input', '{"question":"Which database?"}', { for: 'input' }],
  ])('%s → what the workflow has to know, and no text', (name, args, asks) => {
    const [ref] = toolCallRefs(replyWith([name, args]), at(3));
    expect(ref).toMatchObject({ asks, isWork: false });
    expect(JSON.stringify(ref)).not.toMatch(/long words|Which database/);
  });

  test('a question for a goal → with the time that it waits, as the contract says', () => {
    const asked = replyWith(['request_input', '{"question":"Which?","defaultAnswer":"the first"}']);
    const [ref] = toolCallRefs(asked, at(3), { questionTimeoutSeconds: 600 });
    expect(ref?.asks).toEqual({ for: 'input', withinSeconds: 600 });
  });

  test('boundaries that leave out the question → forbidden; those that name it → asked', () => {
    const asked = replyWith(['request_input', '{"question":"Which?"}']);
    expect(toolCallRefs(asked, at(3), { allowed: ['shell'] })).toMatchObject([{ isForbidden: true }]);
    const [ref] = toolCallRefs(asked, at(3), { allowed: ['shell', 'request_input'] });
    expect(ref).toMatchObject({ asks: { for: 'input' } });
    expect(ref).not.toHaveProperty('isForbidden');
  });

  test('wrong arguments → nothing asked, nothing claimed', () => {
    const refs = toolCallRefs(
      replyWith(['wait', '{"seconds":1}'], ['request_input', '{}'], ['create_goal', '{"objective":"x"}']),
      at(3),
    );
    for (const ref of refs) {
      expect(ref).toMatchObject({ readOnly: true, isWork: false });
      expect(ref).not.toHaveProperty('asks');
    }
  });

  test('create_goal → a goal with an id of its own, title, budget and policy; its text is not in it', () => {
    const text = `Halve p95\n${'of the reports '.repeat(100)}`;
    const [ref] = toolCallRefs(replyWith(goalNamed(text, 5_000)), at(3));
    expect(ref?.asks).toEqual({
      for: 'goal',
      goal: {
        goalId: 'goal_1-3-0',
        title: 'Halve p95',
        budget: { tokens: 5_000 },
        policy: { ...DEFAULT_POLICY, undeclaredReads: 'ask', progress: 'nearer' },
      },
    });
    expect(JSON.stringify(ref)).not.toMatch(/reports|npm test/);
  });

  test('the same reply looked at again → the same ids; any other place → other ids', () => {
    const reply = replyWith(goalNamed('A'), ['get_goal', '{}'], goalNamed('B'));
    const idsAt = (place: ReturnType<typeof at>): unknown[] =>
      toolCallRefs(reply, place).flatMap(({ asks }) => (asks?.for === 'goal' ? [asks.goal.goalId] : []));
    expect(idsAt(at(3))).toEqual(['goal_1-3-0', 'goal_1-3-2']);
    expect(idsAt(at(3))).toEqual(idsAt(at(3)));
    const all = [at(3), at(4), at(30), at(3, 'thr_13')].flatMap(idsAt);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('contractsIn', () => {
  test('goals of a reply → each contract under the id that its reference names; wrong ones are left out', () => {
    const reply = replyWith(goalNamed('A'), ['create_goal', '{}'], ['get_goal', '{}'], goalNamed('B'));
    const contracts = contractsIn(reply, at(3));
    expect(contracts.map(({ goalId, contract }) => [goalId, contract.objective])).toEqual([
      ['goal_1-3-0', 'A'],
      ['goal_1-3-3', 'B'],
    ]);
    const asked = toolCallRefs(reply, at(3)).flatMap(({ asks }) =>
      asks?.for === 'goal' ? [asks.goal.goalId] : [],
    );
    expect(contracts.map(({ goalId }) => goalId)).toEqual(asked);
  });

  test('reply without goals → none', () => {
    expect(contractsIn(replyWith(['shell', '{"command":"ls"}']), at(3))).toEqual([]);
  });
});
