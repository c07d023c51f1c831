/** Goals on threads of their own, and the Activity that checks them in the real sandbox. */
import { createRunChecks } from '../../../activities/run-checks.ts';
import type { CommandResult, Sandbox } from '../../../activities/sandbox/sandbox.ts';
import type { ChecksInput } from '../../../workflows/activities.ts';
import type { Check, Contract } from '../../../workflows/contract/contract.ts';
import type { ChecksVerdict } from '../../../workflows/evidence/checks-verdict.ts';
import { checkWith, contractWith } from '../contract/sample-contract.ts';
import { openTestSandbox } from '../sandbox/sandbox.ts';
import { createActivityEnvironment } from './activity-environment.ts';
import { type ActivityParts, openActivityParts } from './activity-parts.ts';
import { untimed } from './untimed.ts';

export interface ChecksBench {
  readonly parts: ActivityParts;
  readonly sandbox: Sandbox;
  goalWith(contract: Contract): Promise<CheckedGoal>;
  run(
    input: ChecksInput,
    environment?: ReturnType<typeof createActivityEnvironment>,
    sandbox?: Sandbox,
  ): Promise<Omit<ChecksVerdict, 'durationMs'>>;
  close(): Promise<void>;
}

export interface CheckedGoal {
  /** An audit of its first revision. */
  readonly input: ChecksInput;
  readonly workspace: string;
  /** A model's command would do it like this. */
  inWorkspace(command: string): Promise<CommandResult>;
}

export async function openChecksBench(): Promise<ChecksBench> {
  const confined = await openTestSandbox();
  const parts = await openActivityParts({ sandbox: confined.sandbox });
  return {
    parts,
    sandbox: confined.sandbox,
    async goalWith(contract) {
      const threadId = await parts.newThread();
      const goal = { goalId: `goal_${threadId}`, revision: 1 };
      await parts.journal.saveContract(threadId, goal.goalId, 1, contract);
      const made = await parts.workspaces.ensure(threadId);
      if (!made.ok) throw new Error(made.reason);
      const workspace = made.directory;
      return {
        input: { threadId, turn: 1, seq: 5, events: [], goal, purpose: 'audit', callId: '2-0' },
        workspace,
        inWorkspace: (command) =>
          confined.sandbox.run({ workspace, argv: ['/bin/bash', '-c', command], timeoutMs: 30_000 }),
      };
    },
    run: async (input, environment = createActivityEnvironment(), sandbox = confined.sandbox) =>
      untimed(await environment.run(createRunChecks(parts.with({ sandbox })), input)),
    async close() {
      await parts.close();
      confined.close();
    },
  };
}

export const verifying = (...checks: readonly Partial<Check>[]): Contract =>
  contractWith({ verification: { checks: checks.map(checkWith), protectedPaths: [] } });

/** All checks pass; only the protected paths count. */
export const protecting = (...protectedPaths: readonly string[]): Contract =>
  contractWith({ verification: { checks: [checkWith({ command: 'true' })], protectedPaths } });

/** The same goal, not asked for by a tool call. */
export function asBaseline({ callId: _, ...input }: ChecksInput, seq = input.seq): ChecksInput {
  return { ...input, seq, purpose: 'baseline' };
}
