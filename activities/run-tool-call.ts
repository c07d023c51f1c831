/**
 * The `runToolCall` Activity. A tool with side effects runs at most once: the journal says *started* before
 * the command and *finished* after it, and whoever finds *started* alone reports the interruption instead of
 * running it again.
 */

import { cancellationDetails } from '@temporalio/activity';
import { knownBody } from '../journal/bodies/read-body.ts';
import type { ToolResultBody } from '../journal/bodies/tool-result.ts';
import type { Item } from '../journal/journal.ts';
import { defined } from '../objects/defined.ts';
import type { Activities, ToolCallInput, ToolCallResult } from '../workflows/activities.ts';
import { shownContract } from '../workflows/contract/hidden-check.ts';
import { acceptedFiles } from './accepted/accepted-files.ts';
import { openWorkspace } from './accepted/open-workspace.ts';
import { restoreAt } from './accepted/restore-paths.ts';
import { finishCall } from './activity/finish-call.ts';
import { withHeartbeat } from './activity/heartbeat.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { createCallLedger } from './ledger/call-ledger.ts';
import { findCall } from './memory/find-call.ts';
import { contestAccount, unfoundLines } from './tools/contest-account.ts';
import { parseArguments } from './tools/registry.ts';
import type { ToolContext, ToolOutput } from './tools/tool.ts';

const INTERRUPTED =
  'Interrupted, outcome unknown: the worker was lost while this call ran. It may have run wholly, in part, or not at ' +
  'all; it was not run again. Look at the workspace before you repeat it.';
const STOPPED = 'Stopped by the user before it ended. It may have had effects; look at the workspace.';
const TIME_IS_UP = "Stopped: the time of the goal's budget is over. It may have had effects.";
/** A timer that is asked for more fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const createRunToolCall =
  (dependencies: ActivityDependencies): Activities['runToolCall'] =>
  (input) =>
    withHeartbeat(async (signal) => {
      const { journal, transcripts } = dependencies;
      const { threadId, callId, seq, turn, ruling, events = [], inputs = [] } = input;
      const call = { callId, seq, turn, kind: 'toolResult' as const };
      const known = await journal.beginCall(threadId, call, { events, inputs });
      if (known.state === 'finished') return resultOf(known.item);
      const request = await findCall(dependencies, threadId, callId);
      if (request === undefined) throw new Error(`the journal of ${threadId} has no call ${callId}`);
      const finish = async (result: Omit<ToolResultBody, 'name'>) => {
        const body: ToolResultBody = { name: request.name, ...result };
        const stored = await finishCall(journal, threadId, { ...call, body: JSON.stringify(body) }, signal);
        transcripts.note(threadId, stored);
        return resultOf(stored);
      };
      const prepared = parseArguments(request.name, request.arguments);
      if (!prepared.ok) return finish({ ok: false, output: prepared.problem });
      if (ruling !== undefined) {
        const { blocker, contest: words } = prepared;
        const contest = words === undefined ? undefined : await contestAccount(dependencies, input, words);
        return finish({
          ok: ruling.granted,
          output: [ruling.text, ...(contest === undefined ? [] : unfoundLines(contest))].join('\n'),
          ...defined({ contest, blocker }),
        });
      }
      // Finished by the worker thought lost, if that is the faster one: then its result stands.
      if (known.state === 'started' && !prepared.readOnly && prepared.isWork)
        return finish({ ok: false, output: INTERRUPTED, interrupted: true });
      const workspace = await openWorkspace(dependencies, threadId);
      const timeUp = timeLimit(input.timeLeftMs);
      const context = await contextOf(dependencies, input, workspace);
      const home = prepared.readOnly ? {} : { home: await dependencies.workspaces.homeOf(input.threadId) };
      const limited = AbortSignal.any([signal, timeUp]);
      const result = await prepared.execute({ signal: limited, ...home, ...context });
      if (!signal.aborted) return finish(timeUp.aborted ? withNote(result, TIME_IS_UP) : result);
      // Aborted for another reason (the worker is stopping, or was thought lost): nobody wanted the command
      // to end.
      const isStopped = cancellationDetails()?.cancelRequested === true;
      await finish(
        isStopped ? { ok: false, output: STOPPED } : { ok: false, output: INTERRUPTED, interrupted: true },
      );
      throw signal.reason;
    });

/** Aborts when the budget's time is over; never, when time is not limited. */
const timeLimit = (timeLeftMs: number | undefined): AbortSignal =>
  timeLeftMs === undefined || timeLeftMs > MAX_TIMER_MS
    ? new AbortController().signal
    : AbortSignal.timeout(timeLeftMs);

const withNote = ({ output, ...result }: ToolOutput, note: string): ToolOutput => ({
  ...result,
  ok: false,
  output: `${output}\n${note}`,
});

async function contextOf(
  dependencies: ActivityDependencies,
  { goal, threadId, turn, seq, callId }: ToolCallInput,
  workspace: string,
): Promise<Omit<ToolContext, 'signal'>> {
  const { journal, sandbox, recall, workspaces } = dependencies;
  const always = { sandbox, workspace, readItem: (place: number) => recall.item(threadId, place) };
  // Only a tool that shows the goal has it along; the others need not wait for its contract.
  if (goal === undefined) return always;
  const contract = await recall.contract(goal);
  const accepted = acceptedFiles({ journal, states: workspaces.states }, threadId, goal);
  const call = { threadId, turn, seq, callId, goal, contract, workspace };
  return {
    ...always,
    goal,
    contractText: JSON.stringify(shownContract(contract)),
    restore: (path) => restoreAt(dependencies, { threadId, goal, contract, workspace }, path),
    ledger: createCallLedger({ journal, recall, accepted }, call),
  };
}

function resultOf(item: Item): ToolCallResult {
  const { ok, interrupted, recorded, isNearer } = knownBody(item, 'toolResult');
  return {
    ok,
    ...defined({ interrupted, recorded, isNearer }),
  };
}
