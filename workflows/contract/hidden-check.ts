/**
 * What the model may know of a hidden check: its name, the hint that the caller wrote, and whether it passed.
 * Its command, files, output and figures would tell the model how to pass it without doing the work. Pure.
 */
import { defined } from '../../objects/defined.ts';
import { type Check, type Contract, checksOf } from './contract.ts';

/** A hidden check as the model sees it. */
export interface ShownHiddenCheck {
  readonly name: string;
  readonly visibility: 'hidden';
  readonly hint?: string;
}

export const isHidden = ({ visibility }: Pick<Check, 'visibility'>): boolean => visibility === 'hidden';

/** The contract as text for the model; every other part of it is the model's to know. */
export function shownContract({ verification, constraints, ...rest }: Contract): object {
  return {
    ...rest,
    verification: { ...verification, checks: verification.checks.map(shownCheck) },
    constraints: { ...constraints, checks: constraints.checks.map(shownCheck) },
  };
}

/** Hints on the hidden checks that did not hold, in the order of the contract. */
export const hintsOf = (
  { outcomes }: { readonly outcomes: readonly { readonly name: string; readonly passed: boolean }[] },
  contract: Contract,
): { readonly name: string; readonly hint: string }[] =>
  checksOf(contract).flatMap(({ check }) => {
    const isFailed = outcomes.some(({ name, passed }) => name === check.name && !passed);
    return isHidden(check) && isFailed && check.hint !== undefined
      ? [{ name: check.name, hint: check.hint }]
      : [];
  });

const shownCheck = (check: Check): Check | ShownHiddenCheck =>
  isHidden(check) ? { name: check.name, visibility: 'hidden', ...defined({ hint: check.hint }) } : check;
