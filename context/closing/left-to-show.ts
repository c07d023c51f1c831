/**
 * What is left to show before completion may be asked for, by the contract and by what is known so far. Pure.
 */
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';

export interface ShownSoFar {
  readonly contract: Contract;
  /** Names of the checks that passed when they were last run. */
  readonly passedChecks?: readonly string[];
  /** What the auditor did not find proven at the latest claim. */
  readonly auditLines?: readonly string[];
}

const MAX_NAMED = 5;

/** E.g. `that tests and p95 pass; that what the contract forbids in words is kept to`. */
export const leftToShow = (shown: ShownSoFar): string =>
  [...checksPart(shown), ...wordsPart(shown.contract), ...auditPart(shown)].join('; ');

function checksPart({ contract, passedChecks = [] }: ShownSoFar): string[] {
  const names = checksOf(contract).map(({ check }) => check.name);
  if (names.length === 0) return [];
  const open = names.filter((name) => !passedChecks.includes(name));
  if (open.length > 0) return [`that ${listed(open)} ${open.length === 1 ? 'passes' : 'pass'}`];
  if (names.length < 3)
    return [names.length === 1 ? 'that the check still passes' : 'that both checks still pass'];
  return [`that all ${names.length} checks still pass`];
}

/** Constraints and boundaries in words are held by nothing but the work itself, and by an auditor. */
const wordsPart = ({ constraints, boundaries }: Contract): string[] =>
  [
    ...(constraints.text.length === 0 ? [] : [constraints.text.length === 1 ? 'constraint' : 'constraints']),
    ...(boundaries.text.length === 0 ? [] : [boundaries.text.length === 1 ? 'boundary' : 'boundaries']),
  ].map((what) => `that the ${what} in words ${what.endsWith('s') ? 'hold' : 'holds'}`);

function auditPart({ contract, auditLines = [] }: ShownSoFar): string[] {
  if (contract.verification.auditor === undefined) return [];
  return [
    auditLines.length === 0
      ? 'to the auditor, each requirement by evidence that it can look at'
      : 'to the auditor, what its last ruling did not find proven',
  ];
}

function listed(names: readonly string[]): string {
  const left = names.length - MAX_NAMED;
  const shown = left > 0 ? [...names.slice(0, MAX_NAMED), `${left} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
