/**
 * Tests and configuration of runners that a contract forgot to protect, that were there at the start, were
 * changed, and were read by a check: they decide whether it passes, so that a person is asked about them.
 */

import { decidedAtStart, type Survey } from '../accepted/survey.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import type { RunSettings } from '../checks/run-check.ts';
import type { StateStore } from '../states/state-store.ts';
import { shownPath } from '../tree/tree-paths.ts';
import { diffSince } from './diff-since.ts';

/** All files together have so many; each has its share, so that a long one in front hides none behind it. */
const MAX_DIFF_CHARACTERS = 64_000;
const ONLY_IN_COPY = '(as it was accepted; a check changed it in its copy while it ran)\n';

/** The paths stand as people read them, sorted. Pure. */
export function askedOfPerson(
  examined: readonly ExaminedCheck[],
  survey: Pick<Survey, 'accepted' | 'decidesChecks'>,
): string[] {
  const decides = decidedAtStart(survey);
  const read = examined.flatMap(({ runs }) =>
    runs.flatMap(({ reads }) => (reads.known ? reads.undeclared : [])),
  );
  return [...new Set(read)].sort().filter((path) => decides(shownPath(path)));
}

/** How they were changed; what cannot be shown is named with the reason. */
export async function diffForPerson(
  paths: readonly string[],
  { accepted, workspace }: Pick<Survey, 'accepted' | 'workspace'>,
  states: Pick<StateStore, 'contentOf'>,
  { sandbox, signal }: RunSettings,
): Promise<string> {
  const parts: string[] = [];
  for (const path of paths) {
    const entry = accepted.get(shownPath(path));
    const diff = await diffSince({ sandbox, states, workspace, path, accepted: entry, signal });
    parts.push(diff.ok ? `${path}\n${diff.isSame ? ONLY_IN_COPY : diff.text}` : `${path}: ${diff.reason}`);
  }
  const share = Math.floor(MAX_DIFF_CHARACTERS / Math.max(1, paths.length));
  return parts.map((part) => (part.length <= share ? part : `${part.slice(0, share)}\n(cut)`)).join('\n');
}
