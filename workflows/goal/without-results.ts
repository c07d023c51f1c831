/** A goal whose checks are held against something else from here on. Pure. */
import { omit } from '../../objects/omit.ts';
import { NO_RESULT } from '../evidence/progress.ts';
import type { Goal } from './goal.ts';

/** The old results say nothing about it. */
export function withoutResults(goal: Goal): Goal {
  const rest = omit(goal, 'checksSeq', 'auditSeq');
  return { ...rest, checks: [], best: NO_RESULT, hasBaseline: false };
}
