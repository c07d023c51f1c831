import type { Code, Severity } from '../../../contracts/draft/codes.ts';
import { type DraftRequest, draftGoal } from '../../../contracts/draft/draft-goal.ts';

/** The codes that a draft finds, errors and warnings unless told otherwise, each once and sorted. */
export const codesOf = (request: DraftRequest, ...severities: readonly Severity[]): Code[] => {
  const wanted: readonly Severity[] = severities.length > 0 ? severities : ['error', 'warning'];
  const found = draftGoal(request).findings.filter(({ severity }) => wanted.includes(severity));
  return [...new Set(found.map(({ code }) => code))].sort();
};
