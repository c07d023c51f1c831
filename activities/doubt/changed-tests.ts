/**
 * Tests and configuration of runners that a contract forgot to protect, that were there at the start, were changed, and were
 * read by a check: they decide whether it passes, so that a person is asked about them.
 */

import type { Survey } from '../accepted/survey.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import type { RunSettings } from '../checks/run-check.ts';
import type { StateStore } from '../states/state-store.ts';
import { shownPath } from '../workspace/tree-paths.ts';
import { diffSince } from './diff-since.ts';

const MAX_DIFF_CHARACTERS = 64_000;
const ONLY_IN_COPY = '(as it was accepted; a check changed it in its copy while it ran)\n';

/** As people read them, sorted. Pure. */
export function askedOfPerson(
  examined: readonly ExaminedCheck[],
  { accepted, decidesChecks }: Pick<Survey, 'accepted' | 'decidesChecks'>,
): string[] {
  const read = examined.flatMap(({ runs }) =>
    runs.flatMap(({ reads }) => (reads.known ? reads.undeclared : [])),
  );
  return [...new Set(read)].sort().filter((path) => {
    const bytes = shownPath(path);
    return decidesChecks(bytes) && accepted.has(bytes);
  });
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
  const text = parts.join('\n');
  return text.length <= MAX_DIFF_CHARACTERS ? text : `${text.slice(0, MAX_DIFF_CHARACTERS)}\n(cut)`;
}
