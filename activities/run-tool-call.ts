/**
 * The `runToolCall` Activity. A tool with side effects runs at most once: the journal says *started* before
 * the command and *finished* after it, and whoever finds *started* alone reports the interruption instead of
 * running it again.
 */

import { ApplicationFailure } from '@temporalio/activity';
import { knownBody } from '../journal/bodies/read-body.ts';
import type { ToolResultBody } from '../journal/bodies/tool-result.ts';
import type { Item } from '../journal/journal.ts';
import { RecordMismatch } from '../journal/sql/record-mismatch.ts';
import { defined } from '../objects/defined.ts';
import { inToolSpan } from '../telemetry/tracing/gen-ai-spans.ts';
import type { Activities, ToolCallInput, ToolCallResult } from '../workflows/activities.ts';
import { shownContract } from '../workflows/contract/hidden-check.ts';
import { FAILURE_TYPE } from '../workflows/turn/failure-type.ts';
import { acceptedFiles } from './accepted/accepted-files.ts';
import { openWorkspace } from './accepted/open-workspace.ts';
import { restoreAt } from './accepted/restore-paths.ts';
import { commandPlace } from './activity/call-place.ts';
import { finishCall } from './activity/finish-call.ts';
import { type RunningWork, withHeartbeat } from './activity/heartbeat.ts';
import { awaitEarlier, wishOf } from './activity/other-attempt.ts';
import { beyondCancellation } from './activity/patience.ts';
import { notingSandbox, type RunningCommand } from './activity/running-command.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { createCallLedger } from './ledger/call-ledger.ts';
import { findCall } from './memory/find-call.ts';
import { contestAccount, unfoundLines } from './tools/contest-account.ts';
import { parseArguments } from './tools/registry.ts';
import { answerDigestOf, callDigest } from './tools/repetition/call-digest.ts';
import { repetitionNote, sameAnswerNote } from './tools/repetition/repetition-note.ts';
import type { ToolContext, ToolOutput } from './tools/tool.ts';

const INTERRUPTED =
  'Interrupted, outcome unknown: its worker was stopped or lost while this call ran. It may have run wholly, in part, or not at ' +
  'all; it was not run again. Look at the workspace before you repeat it.';
const STOPPED = 'Stopped by the user before it ended. It may have had effects; look at the workspace.';
const TIME_IS_UP = "Stopped: the time of the goal's budget is over. It may have had effects.";
const REOPENED =
  'Note: this command took the rights of its owner from /workspace itself, so that no further command could have started; they ' +
  'were given back (u+rwx). Folders below it may be closed as well: chmod -R u+rwX . opens them.';
const WITHOUT_WORKSPACE = "Not run: the thread's workspace is not there.";
/** A timer that is asked for more fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const createRunToolCall =
  (dependencies: ActivityDependencies): Activities['runToolCall'] =>
  (input) => {
    const { journal, transcripts } = dependencies;
    const { threadId, callId, seq, turn, ruling, events = [], inputs = [], after } = input;
    const call = { callId, seq, turn, kind: 'toolResult' as const };
    const place = commandPlace(dependencies, { threadId, seq, isRuled: ruling !== undefined }, () =>
      wishOf(journal, threadId, call),
    );
    let command: RunningCommand | undefined;
    const sandbox = notingSandbox(dependencies.sandbox, seq, (begun) => {
      command = begun;
    });
    const work = async (signal: AbortSignal, { isStopRequested }: RunningWork) => {
      const patience = beyondCancellation(signal);
      const known = await journal.beginCall(threadId, call, { events, inputs, after });
      if (known.state === 'finished') return resultOf(known.item);
      const request = await findCall(dependencies, threadId, callId);
      if (request === undefined) throw withoutCall(input);
      const finish = async (result: Omit<ToolResultBody, 'name'>) => {
        const digest = callDigest(request, result);
        const answerDigest = answerDigestOf(request, result);
        const note =
          repetitionNote(input.foreseen ?? [], digest) ?? sameAnswerNote(input.foreseenAnswer, answerDigest);
        const told = note === undefined ? result : { ...result, output: `${result.output}\n${note}` };
        const body: ToolResultBody = { name: request.name, ...told, digest, answerDigest };
        const written = { ...call, body: JSON.stringify(body) };
        const stored = await finishCall(journal, threadId, written, patience, after);
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
      if (known.state === 'started' && !prepared.readOnly && prepared.isWork) {
        const earlier = await awaitEarlier(journal, threadId, call, signal).catch((error: unknown) => {
          if (!isStopRequested()) throw error;
        });
        if (earlier !== undefined) return resultOf(earlier);
        // It may have emptied the workspace before it was lost.
        await dependencies.workspaces.noteHeld(threadId);
        // Finished by the worker thought lost, if that is the faster one: then its result stands.
        return finish(
          isStopRequested()
            ? { ok: false, output: STOPPED }
            : { ok: false, output: INTERRUPTED, interrupted: true },
        );
      }
      const workspace = await openWorkspace(dependencies, threadId).catch(async (error: unknown) => {
        if (isLost(error)) await finish({ ok: false, output: WITHOUT_WORKSPACE });
        throw error;
      });
      const timeUp = timeLimit(input.timeLeftMs);
      const context = await contextOf({ ...dependencies, sandbox }, input, workspace);
      const home = prepared.readOnly ? {} : { home: await dependencies.workspaces.homeOf(input.threadId) };
      const limited = AbortSignal.any([signal, timeUp]);
      const confined = defined({ isReadOnly: input.isReadOnly });
      const result = await inToolSpan({ name: request.name, callId, threadId }, () =>
        prepared.execute({ signal: limited, ...home, ...confined, ...context }),
      );
      const wasClosed = await dependencies.workspaces.reopen(threadId);
      if (!prepared.readOnly && prepared.isWork) await dependencies.workspaces.noteHeld(threadId);
      if (!signal.aborted) {
        const seen = wasClosed ? { ...result, output: `${result.output}\n${REOPENED}` } : result;
        return finish(timeUp.aborted ? withNote(seen, TIME_IS_UP) : seen);
      }
      // Aborted for another reason (the worker is stopping, or was thought lost): nobody wanted the command
      // to end.
      if (hasEndedByItself(result)) await finish(result);
      else if (isStopRequested()) await finish({ ok: false, output: STOPPED });
      else await finish({ ok: false, output: INTERRUPTED, interrupted: true });
      throw signal.reason;
    };
    return withHeartbeat(work, () => (command === undefined ? {} : { command }), place);
  };

/** The reply that made it is lost. */
const withoutCall = ({ threadId, callId, replySeq }: ToolCallInput): RecordMismatch =>
  new RecordMismatch(`the journal of ${threadId} has no call ${callId}`, {
    side: 'journalBehind',
    places: { firstSeq: replySeq, lastSeq: replySeq },
  });

const isLost = (error: unknown): boolean =>
  error instanceof ApplicationFailure && error.type === FAILURE_TYPE.workspaceLost;

/**
 * The call ended before it could be stopped, and its result says what it did. A tool without a command shows
 * that by a success alone.
 */
const hasEndedByItself = ({ ok, endedBy }: ToolOutput): boolean => ok || endedBy === 'exit';

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
  const { ok, digest, answerDigest, interrupted, recorded, isNearer } = knownBody(item, 'toolResult');
  return {
    ok,
    ...defined({ digest, answerDigest, interrupted, recorded, isNearer }),
  };
}
