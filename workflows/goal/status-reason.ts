/**
 * Says to people why a goal has its status. The one table of these sentences; no program reads them. Pure.
 */
import { countOf } from '../text/count-of.ts';
import type { StatusCause } from './status-cause.ts';

/**
 * `said`: the words that go with the cause, of a person, a check or a provider; some causes are nothing
 * without them.
 */
export function statusReasonOf(cause: StatusCause, said = ''): string {
  switch (cause.kind) {
    case 'set':
      return `set by the ${cause.by}`;
    case 'resumedByUser':
      return said || 'resumed by the user';
    case 'reopened':
      return 'the thread was reopened';
    case 'usageLimitLifted':
      return "the provider's usage limit is over";
    case 'pausedByUser':
      return said || 'paused by the user';
    case 'interruptedByUser':
      return said || 'interrupted by the user';
    case 'editingContestedCheck':
      return `a person edits the contract, whose check "${cause.check}" was contested`;
    case 'clearedByUser':
      return said || 'cleared by the user';
    case 'replaced':
      return 'replaced by a new goal';
    case 'budgetReached':
      return `budget reached, ${said}`;
    case 'blockedByModel':
      return `the same obstacle in ${countOf(cause.turns, 'turn')}: ${said}`;
    case 'claimsRefused':
      return `${countOf(cause.inRow, 'claim')} of completion ${cause.inRow === 1 ? 'was' : 'were'} refused; the last one: ${said}`;
    case 'checkCannotRun':
      return `a check cannot run: ${said}`;
    case 'turnsFailing':
      return `${said} (${countOf(cause.turns, 'turn')} in a row)`;
    case 'proven':
    case 'acceptedByUser':
    case 'usageLimited':
    case 'modelRefused':
    case 'modelWithoutPrice':
    case 'workspaceUnavailable':
    case 'workspaceLost':
    case 'journalBehind':
    case 'journalAhead':
      return said;
  }
}
