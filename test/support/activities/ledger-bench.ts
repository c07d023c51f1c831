/**
 * Threads in the middle of a goal's turn, whose record grows call by call, with the Activities that record
 * and check.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRunChecks } from '../../../activities/run-checks.ts';
import { createRunToolCall } from '../../../activities/run-tool-call.ts';
import { defined } from '../../../objects/defined.ts';
import type { ToolCallInput, ToolCallResult } from '../../../workflows/activities.ts';
import type { Contract } from '../../../workflows/contract/contract.ts';
import type { CheckResult } from '../../../workflows/evidence/check-result.ts';
import type { ChecksVerdict } from '../../../workflows/evidence/checks-verdict.ts';
import type { ClaimRecord } from '../../../workflows/evidence/ledger.ts';
import type { GoalView } from '../../../workflows/goal/goal-view.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import { turnStarted } from '../../journal/samples.ts';
import { checkWith, contractWith, goalViewWith } from '../contract/sample-contract.ts';
import { createScriptedSandbox } from '../sandbox/scripted-sandbox.ts';
import { createActivityEnvironment } from './activity-environment.ts';
import type { ActivityParts } from './activity-parts.ts';
import { untimed } from './untimed.ts';

export interface RecordedCall {
  readonly input: ToolCallInput;
  readonly result: Omit<ToolCallResult, 'durationMs'>;
  /** What the model reads. */
  readonly output: string;
}

export const PRICED: Contract = contractWith({
  verification: {
    checks: [
      checkWith({ name: 'price', command: 'check-price' }),
      checkWith({ name: 'error', command: 'check-error' }),
    ],
    protectedPaths: [],
  },
});

/** A claim that nothing is wrong with but its evidence. */
export const CLAIM = {
  claim: 'The price is 1.69',
  route: 'Fourier inversion',
  status: 'confirmed',
  uncertainty: null,
};

export async function openGoalThread(parts: ActivityParts) {
  const { journal } = parts;
  const threadId = await parts.newThread();
  let goal: GoalView = goalViewWith({ goalId: `goal_${threadId}` });
  await journal.saveContract(threadId, goal.goalId, 1, PRICED);
  const made = await parts.workspaces.ensure(threadId);
  if (!made.ok) throw new Error(made.reason);
  const workspace = made.directory;
  let seq = 0;
  let turn = 0;

  /** Adds an item and says where it stands. */
  async function add(kind: 'userMessage' | 'modelReply' | 'toolResult', body: object, callId?: string) {
    seq += 1;
    const item = { seq, turn, kind, body: JSON.stringify(body), ...defined({ callId }) };
    await journal.append(threadId, { items: [item] });
    return seq;
  }

  async function beginTurn(goalId: string | undefined = goal.goalId): Promise<void> {
    seq += 1;
    turn += 1;
    const event = { ...turnStarted(seq), turn } as JournalEvent & { type: 'turnStarted' };
    const forGoal = goalId === '' ? {} : { goal: { goalId, revision: 1 } };
    await journal.append(threadId, { events: [{ ...event, ...forGoal }] });
  }

  const reply = (name: string, args: object): Promise<number> => {
    const call = { type: 'function_call', call_id: 'c', name, arguments: JSON.stringify(args) };
    return add('modelReply', { responseId: 'r', output: [call], usage: {} });
  };

  /** A call that the model has made, and nobody has run yet. */
  async function call(name: string, args: object): Promise<ToolCallInput> {
    const replySeq = await reply(name, args);
    seq += 1;
    return { threadId, turn, seq, replySeq, callId: `${replySeq}-0`, goal };
  }

  async function run(
    input: ToolCallInput,
    dependencies = parts.with({}),
    attempt = 1,
  ): Promise<RecordedCall> {
    const activity = createRunToolCall(dependencies);
    const timed: ToolCallResult = await createActivityEnvironment(attempt).run(activity, input);
    const result = untimed(timed);
    if (result.recorded) goal = { ...goal, ledgerSeq: input.seq };
    return { input, result, output: await outputAt(input.seq) };
  }

  await beginTurn();
  return {
    threadId,
    workspace,
    goal: () => goal,
    add,
    beginTurn,
    /** A finished call with this answer. */
    async called(name: string, args: object, output: string, ok = true): Promise<number> {
      const callId = `${await reply(name, args)}-0`;
      return add('toolResult', { name, ok, output }, callId);
    },
    /** A call whose worker was lost. */
    async started(): Promise<number> {
      const callId = `${await reply('shell', { command: 'true' })}-0`;
      seq += 1;
      await journal.beginCall(threadId, { callId, seq, turn, kind: 'toolResult' }, {});
      return seq;
    },
    put(path: string, content: string): void {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), content);
    },
    /** The contract is edited: another revision. */
    async edit(contract: Contract): Promise<void> {
      goal = { ...goal, revision: goal.revision + 1 };
      await journal.saveContract(threadId, goal.goalId, goal.revision, contract);
    },
    /** The service runs the checks; those of the given names fail. */
    async check(...failing: readonly string[]): Promise<readonly CheckResult[]> {
      seq += 1;
      const sandbox = createScriptedSandbox(({ argv }) => ({
        exitCode: failing.some((name) => argv.at(-1)?.includes(name)) ? 1 : 0,
      }));
      const { goalId, revision } = goal;
      const checks = createRunChecks(parts.with({ sandbox }));
      const input = { threadId, turn, seq, goal: { goalId, revision }, purpose: 'baseline' as const };
      const { outcomes }: ChecksVerdict = await createActivityEnvironment().run(checks, input);
      goal = { ...goal, checksSeq: seq };
      return outcomes;
    },
    call,
    run,
    /** The model calls one of the ledger's tools. */
    record: async (name: string, args: object): Promise<RecordedCall> => run(await call(name, args)),
    claims: (): Promise<ClaimRecord[]> => journal.listClaims(goal.goalId),
    lastSeq: () => seq,
    /** The place of a model call. */
    takeSeq: () => ++seq,
  };

  async function outputAt(place: number): Promise<string> {
    const item = await journal.readItem(threadId, place);
    return (JSON.parse(item?.body ?? '{}') as { output: string }).output;
  }
}

export type GoalThread = Awaited<ReturnType<typeof openGoalThread>>;
