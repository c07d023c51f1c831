/**
 * Which evidence a claim needs for its status. Only what the service, a command or an accepted source showed
 * carries. Pure.
 */
import type { Claim, Evidence } from './ledger.ts';

/**
 * What keeps the claim out of the ledger, in words that name the field; `undefined`: nothing. All evidence is
 * resolved.
 */
export function claimRefusal({
  status,
  evidence,
  uncertainty,
}: Pick<Claim, 'status' | 'evidence' | 'uncertainty'>): string | undefined {
  switch (status) {
    case 'confirmed':
      if (evidence.some(carries)) return undefined;
      return (
        'evidence: confirmed needs a check whose latest run passed, a command that exited with 0, or an item that shows a ' +
        'protected file as it was accepted. Other files, words and failed runs may stand beside it, but do not carry it.'
      );
    case 'refuted':
      if (evidence.some(refutes)) return undefined;
      return (
        'evidence: refuted needs a check or a command that has run, however it ended, or an item that shows a protected file ' +
        'as it was accepted. Other files and words may stand beside it, but do not carry it.'
      );
    case 'approximate':
      if (evidence.some(isFound)) return undefined;
      return 'evidence: approximate needs a check, a command or a file; words alone show nothing.';
    case 'blocked':
    case 'uncertain':
      if (uncertainty.trim() !== '') return undefined;
      return `uncertainty: is required with status ${status}: say what is missing or open.`;
    case 'withdrawn':
      if (uncertainty.trim() !== '') return undefined;
      return 'uncertainty: is required with status withdrawn: say why the claim is taken back.';
  }
}

/** Shown by something that ran, and ran well, or by a source that nobody may change. */
const carries = ({ source, passed, sealedPath }: Evidence): boolean =>
  ((source === 'service' || source === 'command') && passed === true) || sealedPath !== undefined;

/** A run that fails can be just what shows a figure to be wrong. */
const refutes = ({ source, sealedPath }: Evidence): boolean =>
  source === 'service' || source === 'command' || sealedPath !== undefined;

/** Something that is there, not something that was said. */
const isFound = ({ source }: Evidence): boolean => source !== 'model' && source !== 'user';
