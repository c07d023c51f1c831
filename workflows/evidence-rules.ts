/** Which evidence a claim needs for its status. Only what the service or a command showed can carry `confirmed`. Pure. */
import type { Claim, Evidence } from './ledger.ts';

/** What keeps the claim out of the ledger, in words that name the field; `undefined`: nothing. All evidence is resolved. */
export function claimRefusal({
  status,
  evidence,
  uncertainty,
}: Pick<Claim, 'status' | 'evidence' | 'uncertainty'>): string | undefined {
  switch (status) {
    case 'confirmed':
      if (evidence.some(carries)) return undefined;
      return (
        'evidence: confirmed needs a check whose latest run passed, or a command that exited with 0. A file, words and ' +
        'failed runs may stand beside it, but do not carry it.'
      );
    case 'approximate':
      if (evidence.some(isFound)) return undefined;
      return 'evidence: approximate needs a check, a command or a file; words alone show nothing.';
    case 'blocked':
    case 'uncertain':
      if (uncertainty.trim() !== '') return undefined;
      return `uncertainty: is required with status ${status}: say what is missing or open.`;
  }
}

/** Shown by something that ran, and ran well. */
const carries = ({ source, passed }: Evidence): boolean =>
  (source === 'service' || source === 'command') && passed === true;

/** Something that is there, not something that was said. */
const isFound = ({ source }: Evidence): boolean => source !== 'model' && source !== 'user';
