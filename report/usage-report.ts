/** What the goal has cost, turn by turn and against its budget. Pure. */
import type { Budget } from '../workflows/contract.ts';
import { billedTokens } from '../workflows/usage.ts';
import type { GoalTurn } from './goal-turns.ts';
import { isoTime } from './iso-time.ts';
import type { BudgetLine, TurnUsage, UsageReport } from './report.ts';
import type { ReportSource } from './report-source.ts';

/** Figures of the last recorded change or end of a turn, and of the turns that have ended since where these are known. */
export function usageReport(
  { snapshot, events, contracts }: Pick<ReportSource, 'snapshot' | 'events' | 'contracts'>,
  nowMs: number,
): UsageReport {
  const { sum, shown, earlier, usageAfterStop: later } = events.turns;
  const isLater = later !== undefined && later.atMs >= snapshot.updatedAtMs;
  const { usage, atMs } = isLater ? later : { usage: snapshot.usage, atMs: snapshot.updatedAtMs };
  // What is said after the goal is complete is not the goal's to pay.
  const isPaid = snapshot.status !== 'complete';
  const newest = (recorded: number, ofTurns: number): number =>
    isPaid ? Math.max(recorded, ofTurns) : recorded;
  const tokens = newest(billedTokens(usage), sum.tokens);
  const total = {
    ...usage,
    tokens,
    toolCalls: newest(usage.toolCalls, sum.toolCalls),
    turns: newest(usage.turns, sum.turns),
    durationSeconds: usage.activeMs / 1000,
  };
  return {
    total,
    asOf: isoTime(atMs),
    budget: budgetLines(contracts.at(-1)?.contract.budget ?? {}, total, nowMs),
    byTurn: { total: sum.turns, shown: shown.map(turnUsage) },
    ...(earlier.turns === 0 ? {} : { earlierTurns: earlier }),
  };
}

function budgetLines(budget: Budget, total: UsageReport['total'], nowMs: number): BudgetLine[] {
  const used = {
    tokens: total.tokens,
    costUsd: total.costUsd,
    turns: total.turns,
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

const turnUsage = ({ turn, kind, startedAtMs, ended }: GoalTurn): TurnUsage => ({
  turn,
  kind,
  startedAt: isoTime(startedAtMs),
  durationSeconds: ended === undefined ? null : (ended.atMs - startedAtMs) / 1000,
  tokens: ended?.tokens ?? null,
  toolCalls: ended?.toolCalls ?? null,
  ...(ended?.failure === undefined ? {} : { failure: ended.failure }),
});
