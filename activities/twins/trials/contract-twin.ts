/** The contract's own twin: how it is put in place. Pure. */
import type { Twin } from '../../../workflows/contract/contract.ts';
import type { Preparation } from './variant.ts';

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
