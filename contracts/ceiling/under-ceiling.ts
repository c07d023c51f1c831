/**
 * The budget that a goal gets for the one that was sent: no goal is without a ceiling unless somebody said
 * so. Pure.
 */
import { omit } from '../../objects/omit.ts';
import type { Budget } from '../../workflows/contract/contract.ts';
import { type BudgetRule, RULED_DIMENSIONS, type RuledBudget, type SentBudget } from './budget-rule.ts';

export type Ceiled =
  | { readonly ok: true; readonly budget: Budget }
  | {
      readonly ok: false;
      readonly problems: readonly { readonly field: string; readonly message: string }[];
    };

/**
 * Each limit that is left open is the operator's default, or the maximum where there is none: one limit lifts
 * no other. Only the word `unlimited` does.
 * Fields of problems are paths into the contract, e.g. `budget.tokens`.
 */
export function underCeiling(sent: SentBudget, rule: BudgetRule): Ceiled {
  const { maxima, allowsUnlimited } = rule;
  const { unlimited, ...limits } = sent;
  if (unlimited)
    return allowsUnlimited
      ? { ok: true, budget: {} }
      : refused([{ field: 'budget.unlimited', message: 'is not allowed here: name the limits' }]);
  const above = RULED_DIMENSIONS.flatMap((dimension) => {
    const most = maxima[dimension];
    const wanted = limits[dimension];
    if (most === undefined || wanted === undefined || wanted <= most) return [];
    return [{ field: `budget.${dimension}`, message: `must be at most ${most}, the operator's maximum` }];
  });
  if (above.length > 0) return refused(above);
  return { ok: true, budget: completed(limits, rule) };
}

/** A model cannot be asked again: what is too much becomes the most. */
export function cutToCeiling(sent: SentBudget, rule: BudgetRule): Budget {
  const wanted = omit(sent, 'unlimited');
  return completed({ ...wanted, ...capped(wanted, rule.maxima) }, rule);
}

/** The limits, which keep to the maxima, with what the rule adds to them. */
const completed = (limits: Budget, { defaults, maxima }: BudgetRule): Budget => {
  const named = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  return { ...maxima, ...capped(defaults, maxima), ...Object.fromEntries(named) };
};

const capped = (defaults: RuledBudget, maxima: RuledBudget): RuledBudget =>
  Object.fromEntries(
    RULED_DIMENSIONS.flatMap((dimension) => {
      const limit = defaults[dimension];
      return limit === undefined ? [] : [[dimension, Math.min(limit, maxima[dimension] ?? limit)]];
    }),
  );

const refused = (problems: Extract<Ceiled, { ok: false }>['problems']): Ceiled => ({ ok: false, problems });
