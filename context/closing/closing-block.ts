/**
 * The last message of a request: the goal's contract and state, built fresh each time and never kept in the
 * transcript. It cannot be lost by compaction, and it costs no more on turn 1,000 than on turn 1. Pure.
 */
import { type Check, type Contract, checksOf, metricName } from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import type { GoalView } from '../../workflows/goal/goal-view.ts';
import type { TurnKind } from '../../workflows/turn/turn-kind.ts';
import { escapeText } from '../escape.ts';
import type { Tag } from '../tags.ts';
import { contestLines } from './contest-lines.ts';
import { claimLines, iterationLines, type LedgerText } from './ledger-lines.ts';
import { leftToShow } from './left-to-show.ts';

export type ClosingBlock =
  | GoalBlock
  /** The thread is in plan mode: no goal is worked on, and the thread's own is shown if it has one. */
  | { readonly kind: 'plan'; readonly known?: KnownGoal };

export interface GoalBlock extends KnownGoal {
  readonly kind: TurnKind;
}

/** What is known of a goal. */
export interface KnownGoal {
  readonly goal: GoalView;
  readonly contract: Contract;
  /** The latest result of each check, one line each, as `checkLine` writes them. */
  readonly checkLines: readonly string[];
  /** Names of the checks that passed when they were last run. */
  readonly passedChecks?: readonly string[];
  /**
   * How each metric went so far, one line each, as `trendLines` writes them; absent: nothing to compare yet.
   */
  readonly trendLines?: readonly string[];
  /**
   * What the auditor did not find proven at the latest claim, one line for each requirement; absent: nothing.
   */
  readonly auditLines?: readonly string[];
  /** What became of the latest claim after it was answered; absent: its answer said all. */
  readonly claimEndLines?: readonly string[];
  /** A question of the model that nobody answered in time; absent: there is none. */
  readonly unansweredLines?: readonly string[];
  /** Absent while nothing is recorded for the goal. */
  readonly ledger?: LedgerText;
  /** Only in the goal's first turn. */
  readonly firstLook?: FirstLook;
}

/** What whoever comes to a workspace would look for first; one line each. */
export interface FirstLook {
  /** System, date, versions, limits, and what lies at the top of the workspace. */
  readonly environment: readonly string[];
  /** What the checks that failed before any work printed. */
  readonly failing: readonly string[];
}

/** A part of the closing message; one name may stand for two parts (a tag's beginning and its end). */
export interface ClosingPart {
  readonly name: string;
  readonly text: string;
}

export const closingBlock = (block: ClosingBlock): string =>
  closingParts(block)
    .map(({ text }) => text)
    .join('\n');

/** The parts of the message in their order, each on lines of its own. */
export function closingParts(block: ClosingBlock): ClosingPart[] {
  if (block.kind === 'plan')
    return [
      ...(block.known === undefined ? [] : goalParts(block.known)),
      { name: 'request', text: block.known === undefined ? PLAN : `${PLAN} ${PLAN_FOR_GOAL}` },
    ];
  return [
    ...goalParts(block),
    ...(block.goal.isEdited ? [{ name: 'edited', text: EDITED }] : []),
    { name: 'request', text: request(block) },
  ];
}

/** What is known of the goal, if there is one, without a word on what is wanted of the reply. */
export function goalText(block: ClosingBlock): string | undefined {
  const known = block.kind === 'plan' ? block.known : block;
  return (
    known &&
    goalParts(known)
      .map(({ text }) => text)
      .join('\n')
  );
}

function goalParts(block: KnownGoal): ClosingPart[] {
  const { contract, goal, ledger, firstLook, trendLines = [], auditLines = [], claimEndLines = [] } = block;
  const sections = [
    section('objective', [contract.objective]),
    section('verification', [
      ...contract.verification.checks.map(checkText),
      ...(contract.verification.auditor === undefined ? [] : [AUDITED]),
    ]),
    section('protected_paths', contract.verification.protectedPaths),
    section('constraints', [...contract.constraints.checks.map(checkText), ...contract.constraints.text]),
    section('boundaries', boundaryLines(contract)),
    section('iteration_policy', contract.iterationPolicy === undefined ? [] : [contract.iterationPolicy]),
    section('blocked_stop', contract.blockedStop === undefined ? [] : [contract.blockedStop]),
    section('state', stateLines(goal, contract)),
    section('last_check_results', [...block.checkLines, ...trendLines]),
    section('last_refused_audit', auditLines),
    section('last_claim', claimEndLines),
    section('contested_checks', contestLines(goal.contests)),
    section('unanswered_question', block.unansweredLines ?? []),
    section('ledger', ledger === undefined ? [] : claimLines(ledger.claims)),
    section('experiments', ledger === undefined ? [] : iterationLines(ledger.iterations)),
    section('environment', firstLook?.environment ?? []),
    section('failing_output', firstLook?.failing ?? []),
  ];
  return [
    { name: 'goal_contract', text: '<goal_contract>' },
    ...sections.flat(),
    { name: 'goal_contract', text: '</goal_contract>' },
  ];
}

const PLAN =
  'The thread is in plan mode: commands run with a read-only workspace, changes of files are refused, and no goal is worked on. Look, read, think, and answer with a plan.';
const PLAN_FOR_GOAL =
  'The contract above is what the plan is for: nothing of it can be claimed, recorded or set until the user ends plan mode.';

const CONTEST =
  ' A check that contradicts the objective or cannot be met is contested (update_goal), not worked around.';

const AUDITED =
  'An auditor, another model, rules on every requirement from the evidence once the checks have passed. It can read files and changes; your words prove nothing to it.';

const HIDDEN =
  'a hidden check has to pass. The service runs it, with inputs and files of its own, and says nothing but whether it passed.';

/** Said once; the next such turn stalls the goal. */
const SILENT =
  'Your last turn did no work: it called no tool, or none but those that only report. Words change nothing, and a call that stands among words is not run. Call a tool now; ask for completion if all is done; name what blocks you if something does. Another such turn stops the goal until a person comes. ';

/** The user changed the finish line while the model was on its way. */
const EDITED =
  'The user edited this contract during the turn. It supersedes every earlier one: turn to it, and drop what only served the old one.';

/** Nothing of no lines. */
const section = (name: Tag, lines: readonly string[]): ClosingPart[] =>
  lines.length === 0 ? [] : [{ name, text: `<${name}>\n${escapeText(lines.join('\n'))}\n</${name}>` }];

/** E.g. `tests: \`npm test\` must exit 0, in each of 3 runs`. */
export function boundaryLines({ boundaries: { text, writePaths, tools, network } }: Contract): string[] {
  return [
    ...text,
    ...(writePaths === undefined
      ? []
      : [
          `the work is in: ${writePaths.join(', ')} (checks run on the accepted state plus this; nothing else that you change is in their copy)`,
        ]),
    ...(tools === undefined ? [] : [`allowed tools: ${tools.join(', ')}`]),
    ...(network === undefined ? [] : ['no network']),
  ];
}

export function checkText(check: Check): string {
  const { name, command, expect, runs, hint } = check;
  if (isHidden(check)) return `${name}: ${HIDDEN}${hint === undefined ? '' : ` Hint: ${hint}`}`;
  const metric =
    expect.metric === undefined
      ? ''
      : ` and ${metricName(expect.metric)} ${expect.metric.op} ${expect.metric.value}${expect.metric.source === 'channel' ? ', written to $GOALKEEPER_METRIC_FD' : ''}`;
  const times = runs === 1 ? '' : `, in each of ${runs} runs`;
  return `${name}: \`${command}\` must exit ${expect.exitCode}${metric}${times}`;
}

function stateLines(goal: GoalView, { policy }: Contract): string[] {
  const { status, revision, tokensUsed, left = {}, refusedAudits, blockedTurns, blockerName, wokenBy } = goal;
  const limited: [name: string, value: number | undefined][] = [
    ['turns remaining', left.turns],
    ['tool calls remaining', left.toolCalls],
    ['US dollars remaining', left.costUsd],
    ['seconds of active time remaining', left.timeSeconds],
    ['seconds to the deadline', left.deadlineSeconds],
    ['claims of completion refused so far', refusedAudits],
  ];
  return [
    `status: ${status}, revision ${revision}`,
    `tokens used: ${tokensUsed}, remaining: ${left.tokens ?? 'unbounded'}`,
    ...limited.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])),
    ...(blockedTurns === undefined
      ? []
      : [
          `turns in a row that named the same blocker: ${blockedTurns} of ${policy.blockedAfterTurns}${blockerName === undefined ? '' : ` ("${blockerName}")`}`,
        ]),
    ...(goal.turnsWithoutNearing === undefined
      ? []
      : [
          `automatic turns in a row in which no check's figure, no further check and no claim on new evidence came nearer: ${goal.turnsWithoutNearing}`,
        ]),
    ...(wokenBy === undefined ? [] : [`the wait is over: ${wokenBy}`]),
  ];
}

/** What is wanted of this very reply. */
function request(block: GoalBlock): string {
  const { kind, goal, contract } = block;
  if (goal.status === 'complete')
    return `The goal is complete: ${contract.verification.auditor === undefined ? 'the service ran the checks and they passed' : 'the checks and the auditor found it proven'}. Close with a short account of what changed and what the checks showed. Claim nothing beyond them.`;
  if (goal.status === 'blocked')
    return 'The goal is blocked. Close with what was tried, the evidence gathered, the blocker, and the input that would unlock progress.';
  if (kind === 'wrapUp')
    return 'The budget is used up. Do no further work and call no tool. Summarise what was done, what remains, what blocks, and the next useful step. The goal is not complete.';
  if (kind === 'user') return 'Answer the user, and go on with the goal as far as the message allows.';
  const exit = checksOf(contract).length === 0 ? '' : CONTEST;
  const silence = goal.isSilent ? SILENT : '';
  return `${silence}Go on with the goal: choose the next most useful step from the current evidence. Left to show: ${escapeText(leftToShow(block))}. Ask for completion when all of it is shown.${exit}`;
}
