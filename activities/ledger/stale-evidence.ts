/** Says which evidence does not stand any more, and why. Pure. */
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import type { Claim, Evidence } from '../../workflows/evidence/ledger.ts';

/** How things are now. */
export interface PresentState {
  /** The latest results of the checks. */
  readonly outcomes: readonly CheckResult[];
  /** Path of each cited file → its digest; a file that is not in it was not looked at. */
  readonly digests: ReadonlyMap<string, string>;
}

/** One line for each piece that has changed. */
export const staleLines = (
  { status, evidence }: Pick<Claim, 'evidence'> & Partial<Pick<Claim, 'status'>>,
  now: PresentState,
): string[] => evidence.flatMap((one) => staleLine(one, now, status === 'refuted') ?? []);

/**
 * What a check that fails refutes may stand again once it passes; beside another claim it only told how
 * things were.
 */
function staleLine(
  { ref, source, digest, passed, sealedPath }: Evidence,
  now: PresentState,
  mayPassNow: boolean,
): string | undefined {
  switch (ref.kind) {
    case 'file':
      return fileLine(ref.path, digest, now);
    case 'check': {
      const latest = now.outcomes.find((outcome) => outcome.name === ref.name);
      if (passed === undefined || latest === undefined || latest.passed === passed) return undefined;
      if (passed) return `check ${ref.name} has failed since`;
      return mayPassNow ? `check ${ref.name} has passed since` : undefined;
    }
    case 'item': {
      if (sealedPath !== undefined) return fileLine(sealedPath, digest, now);
      // The checks as a whole passed then.
      const failed = now.outcomes.find((outcome) => !outcome.passed);
      return source === 'service' && passed && failed !== undefined
        ? `check ${failed.name} has failed since item ${ref.seq}`
        : undefined;
    }
  }
}

function fileLine(path: string, digest: string | undefined, now: PresentState): string | undefined {
  const present = now.digests.get(path) ?? digest;
  if (present === digest) return undefined;
  return `file ${path} ${present === 'absent' ? 'is gone' : 'has changed since'}`;
}
