/** The checks of a contract that the model may contest: those that it is told of. Pure. */
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';

export const contestableChecks = (contract: Contract): string[] =>
  checksOf(contract).map(({ check }) => check.name);
