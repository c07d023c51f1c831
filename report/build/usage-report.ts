/** What the goal has cost, turn by turn and against its budget. Pure. */
import { workingTurns } from '../../workflows/budget/turns-text.ts';
import { billedTokens } from '../../workflows/budget/usage.ts';
import type { Budget } from '../../workflows/contract/contract.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { BudgetLine, TurnUsage, UsageReport } from '../reported-usage.ts';
import type { GoalTurn } from '../source/goal-turns.ts';
import type { ReportSource } from '../source/report-source.ts';
import type { TurnSum } from '../turn-sum.ts';

type Source = Pick<ReportSource, 'snapshot' | 'events' | 'contracts' | 'doing'>;
type Counted = Pick<TurnSum, 'tokens' | 'toolCalls'>;

/**
 * Figures of the last recorded change or end of a turn, and of the turns that have ended since where these
 * are known.
 */
export function usageReport(source: Source, nowMs: number): UsageReport {
  const { snapshot, events, contracts } = source;
  const { sum, shown, earlier, usageAtEnd: later } = events.turns;
  const isLater = source.doing === undefined && later !== undefined && later.atMs >= snapshot.updatedAtMs;
  // What the thread itself says is counted until now.
  const recordedAtMs = source.doing === undefined ? snapshot.updatedAtMs : nowMs;
  const { usage, atMs } = isLater ? later : { usage: snapshot.usage, atMs: recordedAtMs };
  // What is said after the goal is complete is not the goal's to pay.
  const isPaid = snapshot.status !== 'complete';
  const newest = (recorded: number, ofTurns: number): number =>
    isPaid ? Math.max(recorded, ofTurns) : recorded;
  const wrapUpTurns = newest(usage.wrapUpTurns ?? 0, sum.wrapUps);
  const total = {
    ...usage,
    tokens: newest(billedTokens(usage), sum.tokens),
    toolCalls: newest(usage.toolCalls, sum.toolCalls),
    turns: newest(usage.turns, sum.turns),
    ...(wrapUpTurns === 0 ? {} : { wrapUpTurns }),
    durationSeconds: usage.activeMs / 1000,
  };
  const soFar = runningSoFar(source, total);
  const beside = {
    tokens: total.tokens - sum.tokens - soFar.tokens,
    toolCalls: total.toolCalls - sum.toolCalls - soFar.toolCalls,
  };
  return {
    total,
    asOf: isoTime(atMs),
    budget: budgetLines(contracts.at(-1)?.contract.budget ?? {}, total, nowMs),
    byTurn: { total: sum.turns, shown: shown.map((turn) => turnUsage(turn, soFar)) },
    ...(earlier.turns === 0 ? {} : { earlierTurns: earlier }),
    ...(beside.tokens === 0 && beside.toolCalls === 0 ? {} : { beside }),
  };
}

/** What the goal has used since its last turn ended, while another one runs; nothing when none does. */
function runningSoFar({ events }: Source, total: Counted): Counted {
  const { shown, sum, usageAtEnd } = events.turns;
  if (shown.at(-1)?.ended !== undefined || shown.length === 0) return { tokens: 0, toolCalls: 0 };
  const before =
    usageAtEnd === undefined
      ? sum
      : { tokens: billedTokens(usageAtEnd.usage), toolCalls: usageAtEnd.usage.toolCalls };
  return {
    tokens: Math.max(0, total.tokens - before.tokens),
    toolCalls: Math.max(0, total.toolCalls - before.toolCalls),
  };
}

function budgetLines(budget: Budget, total: UsageReport['total'], nowMs: number): BudgetLine[] {
  const used = {
    tokens: total.tokens,
    costUsd: total.costUsd,
    turns: workingTurns(total),
    toolCalls: total.toolCalls,
    timeSeconds: total.durationSeconds,
  };
  const counted = (Object.keys(used) as (keyof typeof used)[]).flatMap((dimension) => {
    const limit = budget[dimension];
    return limit === undefined
      ? []
      : [{ dimension, used: used[dimension], limit, isReached: used[dimension] >= limit }];
  });
  const { deadline } = budget;
  if (deadline === undefined) return counted;
  const isReached = nowMs >= Date.parse(deadline);
  const now = isoTime(nowMs);
  return [...counted, { dimension: 'deadline', used: now, limit: deadline, isReached }];
}

const turnUsage = ({ turn, kind, startedAtMs, ended }: GoalTurn, soFar: Counted): TurnUsage => ({
  turn,
  kind,
  startedAt: isoTime(startedAtMs),
  durationSeconds: ended === undefined ? null : (ended.atMs - startedAtMs) / 1000,
  tokens: (ended ?? soFar).tokens,
  toolCalls: (ended ?? soFar).toolCalls,
  ...(ended?.failure === undefined ? {} : { failure: ended.failure }),
});
