/** What an auditor found of each requirement, as lines that the model reads. Pure. */

/** A requirement with what was ruled on it; texts within limits, on one line each. */
export interface RuledLine {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly verdict: string;
  readonly evidence: string;
  readonly reason: string;
}

/** It is what an item of the record holds of a ruling. */
export interface RuledClaim {
  readonly audit?: { readonly accepted: boolean; readonly requirements: readonly RuledLine[] };
}

/** What the model has to mend before it claims again; nothing after a claim that was granted. */
export const refusalLines = ({ audit }: RuledClaim): string[] =>
  audit === undefined || audit.accepted
    ? []
    : audit.requirements.filter(({ verdict }) => verdict !== 'proven').map(requirementLine);

/** E.g. `R2 constraint "No new dependency": WEAK; package.json was changed; evidence: changedFiles`. */
export function requirementLine({ id, kind, text, verdict, evidence, reason }: RuledLine): string {
  const said = [verdict.toUpperCase(), reason, evidence === '' ? '' : `evidence: ${evidence}`];
  return `${id} ${kind} ${JSON.stringify(text)}: ${said.filter((part) => part !== '').join('; ')}`;
}
