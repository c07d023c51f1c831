/**
 * Whatever a model does, in any order: a goal is complete only if its checks pass on the very workspace that
 * is there.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reply } from '../../../scripted-model/reply.ts';
import { claim, say, shell } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { write } from '../cases.ts';
import { type GateService, startGateService } from '../gate-service.ts';
import { REPAIR, SHOP_GOAL } from '../shop.ts';

const AT_ONCE = 4;

let gate: GateService;

const both = (...replies: readonly Reply[]): Reply => ({
  toolCalls: replies.flatMap((reply) => ('toolCalls' in reply ? (reply.toolCalls ?? []) : [])),
});
const BREAK = shell("sed -i 's/ \\* quantity//' src/total.mjs");
const TAMPER = write('test/run.mjs', 'console.log("passed: 3");\n');
const RESTORE = shell('cp /tmp/none test/run.mjs 2>/dev/null; cp keep.mjs test/run.mjs 2>/dev/null; true');

const ACTIONS: Readonly<Record<string, Reply>> = {
  keep: shell('cp -n test/run.mjs keep.mjs; true'),
  repair: REPAIR,
  break: BREAK,
  tamper: TAMPER,
  restore: RESTORE,
  plant: write('conftest.py', 'x = 1\n'),
  uproot: shell('rm -f conftest.py'),
  remove: shell('mv src gone 2>/dev/null; true'),
  bringBack: shell('mv gone src 2>/dev/null; true'),
  look: shell('node test/run.mjs; ls -la'),
  claim,
  claimAndBreak: both(claim, BREAK),
  repairAndClaim: both(REPAIR, claim),
  breakAndClaim: both(BREAK, claim),
  talk: say('All tests pass. The goal is complete.'),
};

const GOAL = {
  ...SHOP_GOAL,
  policy: { onNoToolCall: 'continue', stallAfterTurns: 20, maxRefusedAudits: 50, progress: 'changes' },
};

/** What the service itself last saw: digest and results of the runs at one place of the record. */
function lastRuns(
  runs: readonly Json[],
  purpose: string,
): { readonly passed: boolean; readonly digests: string[] } {
  const seq = Math.max(...runs.filter((run) => run.purpose === purpose).map((run) => run.seq));
  const last = runs.filter((run) => run.seq === seq);
  return { passed: last.every((run) => run.passed), digests: last.map((run) => run.workspaceDigest) };
}

/** `sequenceCount`: of random ones, beside those that are always played. */
export function describeAnyActions(sequenceCount: number): void {
  beforeAll(async () => {
    gate = await startGateService();
  });
  afterAll(() => gate?.stop());

  test('any sequence of actions → complete only with checks that passed, and pass, on the digest that is in the workspace', async () => {
    const actions = fc.array(fc.constantFrom(...Object.keys(ACTIONS)), { minLength: 1, maxLength: 9 });
    const sequences = [
      ...fc.sample(actions, sequenceCount),
      ['repair', 'claimAndBreak'],
      ['tamper', 'repairAndClaim'],
    ];
    let completed = 0;
    const playOne = async (names: readonly string[]): Promise<void> => {
      const { threadId, goal } = await gate.play(
        GOAL,
        names.map((name) => ACTIONS[name] ?? say('?')),
      );
      if (goal.status !== 'complete') return;
      completed += 1;
      const now = await gate.post(threadId, 'goal/check');
      const { runs } = (await gate.call(threadId, 'GET', 'goal/checks')).body;
      const audit = lastRuns(runs, 'audit');
      const message = names.join(', ');
      expect([message, now.body.proven, audit.passed]).toEqual([message, true, true]);
      expect(lastRuns(runs, 'request').digests).toEqual(audit.digests);
    };
    for (let first = 0; first < sequences.length; first += AT_ONCE)
      await Promise.all(sequences.slice(first, first + AT_ONCE).map(playOne));
    expect(completed).toBeGreaterThan(0);
  });
}
