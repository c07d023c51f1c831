/** Which sealed entries are mounted read-only into a check's sandbox, where change times cannot be trusted. Pure. */

import type { Survey } from '../accepted/survey.ts';
import type { BytePath } from '../workspace/tree-paths.ts';

/** Each is a mount of its own, which takes some 20 µs. */
const MAX_MOUNTS = 2_000;

/** The files, and not their folders: honest runners write snapshots and caches beside the tests. */
export const readOnlySeals = ({ plan, ownership }: Pick<Survey, 'plan' | 'ownership'>): BytePath[] =>
  [...plan.composed]
    .filter(([path, { kind }]) => kind === 'file' && ownership.isProtected(path))
    .slice(0, MAX_MOUNTS)
    .map(([path]) => path);
