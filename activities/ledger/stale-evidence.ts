/** Says which evidence does not stand any more, and why. Pure. */
import type { CheckOutcome } from '../../workflows/activities.ts';
import type { Evidence } from '../../workflows/ledger.ts';

/** How things are now. */
export interface PresentState {
  /** The latest results of the checks. */
  readonly outcomes: readonly CheckOutcome[];
  /** Path of each cited file → its digest; a file that is not in it was not looked at. */
  readonly digests: ReadonlyMap<string, string>;
}

/** One line for each piece that has changed. */
export const staleLines = (evidence: readonly Evidence[], now: PresentState): string[] =>
  evidence.flatMap((one) => staleLine(one, now) ?? []);

function staleLine({ ref, source, digest, passed }: Evidence, now: PresentState): string | undefined {
  switch (ref.kind) {
    case 'file': {
      const present = now.digests.get(ref.path) ?? digest;
      if (present === digest) return undefined;
      return `file ${ref.path} ${present === 'absent' ? 'is gone' : 'has changed since'}`;
    }
    case 'check':
      return passed && now.outcomes.some((outcome) => outcome.name === ref.name && !outcome.passed)
        ? `check ${ref.name} has failed since`
        : undefined;
    case 'item': {
      // The checks as a whole passed then.
      const failed = now.outcomes.find((outcome) => !outcome.passed);
      return source === 'service' && passed && failed !== undefined
        ? `check ${failed.name} has failed since item ${ref.seq}`
        : undefined;
    }
  }
}
