/**
 * The contract that a goal gets for the one that was sent: its budget is what the operator's rule makes of
 * it.
 */
import { underCeiling } from '../../contracts/ceiling/under-ceiling.ts';
import type { SentContract } from '../../contracts/schema/contract.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { invalid } from '../http/problem.ts';

/** `prefix`: where the contract stands in the body. Throws a 400 that names each limit that is too high. */
export function ceiledContract(
  { budgets }: Pick<ServerDependencies, 'budgets'>,
  sent: SentContract,
  prefix = '',
): Contract {
  const ceiled = underCeiling(sent.budget, budgets);
  if (!ceiled.ok)
    throw invalid(ceiled.problems.map(({ field, message }) => ({ field: `${prefix}${field}`, message })));
  return { ...sent, budget: ceiled.budget };
}
