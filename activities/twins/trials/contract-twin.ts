/** The contract's own twin: how it is put in place, and what the check says of it. */
import type { Check, Twin } from '../../../workflows/contract/contract.ts';
import type { Trials } from './sequence/trials.ts';
import { patienceMs } from './twin-time.ts';
import type { Preparation, RunVariant } from './variant.ts';

interface OwnTwinInput {
  readonly check: Pick<Check, 'runs' | 'twin'>;
  /** What all runs of the check took. */
  readonly tookMs: number;
  readonly runVariant: RunVariant;
}

/** Records what the check said, if the contract has a twin; returns why it could not be put in place. */
export async function tryOwnTwin(
  { check, runVariant, tookMs }: OwnTwinInput,
  trials: Pick<Trials, 'record'>,
): Promise<string | undefined> {
  if (check.twin === undefined) return undefined;
  const what = "the contract's own twin";
  const result = await runVariant({
    changes: [],
    prepare: preparationOf(check.twin),
    timeoutMs: patienceMs(tookMs / check.runs),
  });
  if (result.ended === 'stopped') return `${what} could not be put in place: ${result.reason}`;
  const { passed, durationMs } = result;
  trials.record({ kind: 'contract', path: null, line: null, testCase: null, what, passed, durationMs });
  return undefined;
}

/**
 * A patch applies whole and exactly, or not at all. No repository is looked for: what its configuration would
 * start is the work's.
 */
export const preparationOf = (twin: Twin): Preparation =>
  'command' in twin
    ? { argv: ['/bin/bash', '-c', twin.command] }
    : {
        argv: ['git', 'apply', '--whitespace=nowarn', '-p1', '-'],
        stdin: twin.patch.endsWith('\n') ? twin.patch : `${twin.patch}\n`,
        env: { GIT_DIR: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      };
