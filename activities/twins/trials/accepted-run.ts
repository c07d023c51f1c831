/** One run of a check on the accepted state alone, where nothing of the model's runs. Shapes only. */
import type { Variant } from './variant.ts';

export interface AcceptedRun {
  /** Judged as the check is. */
  readonly passed: boolean;
  /** How it ended, and below that what it printed, line by line, without what differs from run to run. */
  readonly gist: string;
}

/** What was said besides: not what the command says of changed files by itself, as `git status` does. */
export function saidBesides(gist: string, own: string): string {
  const lines = new Set(own.split('\n'));
  return gist
    .split('\n')
    .filter((line) => !lines.has(line))
    .join('\n');
}

/** A fresh copy each time. Rejects only when the whole audit is stopped. */
export type RunOnAccepted = (variant: Pick<Variant, 'changes' | 'command'>) => Promise<AcceptedRun>;
