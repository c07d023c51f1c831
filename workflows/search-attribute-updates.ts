/**
 * Keeps the thread's search attributes in step with its state: one history event per real change, none
 * otherwise. The count of tokens changes with every turn; it goes along with other changes, and alone only
 * when it has doubled (the query `thread` always has the exact one).
 */
import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { ThreadView } from './view/thread-view.ts';

const STATUS = defineSearchAttributeKey('GoalStatus', 'KEYWORD');
const PHASE = defineSearchAttributeKey('GoalPhase', 'KEYWORD');
const TENANT = defineSearchAttributeKey('TenantId', 'KEYWORD');
const TOKENS = defineSearchAttributeKey('TokensUsed', 'INT');
const OBJECTIVE = defineSearchAttributeKey('GoalObjective', 'TEXT');

/** Returns a function that upserts what differs from the last call (at first: everything). */
export function createSearchAttributeUpdates(): (view: ThreadView) => void {
  const last = new Map<string, unknown>();
  return (view) => {
    const pairs: SearchAttributeUpdatePair[] = [
      { key: STATUS, value: view.goal?.status ?? 'none' },
      { key: PHASE, value: view.phase },
      { key: TENANT, value: view.tenantId },
      { key: TOKENS, value: view.goal?.tokensUsed ?? 0 },
      { key: OBJECTIVE, value: view.goal?.title ?? '' },
    ];
    const changed = pairs.filter(({ key, value }) => last.get(key.name) !== value);
    const isNews =
      changed.some(({ key }) => key !== TOKENS) || hasDoubled(last.get(TOKENS.name), view.goal?.tokensUsed);
    if (!isNews) return;
    for (const { key, value } of changed) last.set(key.name, value);
    if (changed.length > 0) upsertSearchAttributes(changed);
  };
}

const hasDoubled = (before: unknown, now = 0): boolean =>
  now < Number(before ?? 0) || now > Number(before ?? 0) * 2;
