/** What an auditor has to rule on: the contract's requirements one by one, numbered by the service. Pure. */

import { checkText } from '../../context/closing/closing-block.ts';
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';

export interface Requirement {
  /** `R1`, `R2` …, in the order of the contract. */
  readonly id: string;
  readonly kind: 'objective' | 'check' | 'constraint' | 'boundary';
  readonly text: string;
}

/** The objective first; then every check, every constraint and every boundary in words. */
export function requirementsOf(contract: Contract): Requirement[] {
  const { objective, constraints, boundaries } = contract;
  const stated: Omit<Requirement, 'id'>[] = [
    { kind: 'objective', text: objective },
    ...checksOf(contract).map(({ check }) => ({ kind: 'check' as const, text: checkText(check) })),
    ...constraints.text.map((text) => ({ kind: 'constraint' as const, text })),
    ...boundaries.text.map((text) => ({ kind: 'boundary' as const, text })),
  ];
  return stated.map((requirement, index) => ({ id: `R${index + 1}`, ...requirement }));
}
