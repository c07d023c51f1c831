/**
 * The scripts of the workspace's package, as they were accepted: what `npm test` runs is no secret of the
 * work's.
 */

import { isSameEntry } from '../../states/compare-entries.ts';
import type { StateStore } from '../../states/state-store.ts';
import { scriptsOf } from '../accepted/package-scripts.ts';
import type { Survey } from '../accepted/survey.ts';
import type { PackageScripts } from '../twins/runners/expand-script.ts';

const PACKAGE = 'package.json';
const MAX_BYTES = 1024 * 1024;

/** None where there is no package, where it cannot be read, or where the work has changed it. */
export async function readScripts(
  { accepted, plan }: Pick<Survey, 'accepted' | 'plan'>,
  states: Pick<StateStore, 'contentOf'>,
): Promise<PackageScripts> {
  const entry = plan.composed.get(PACKAGE);
  if (entry?.kind !== 'file' || !isSameEntry(accepted.get(PACKAGE), entry)) return {};
  const content = await states.contentOf(entry.sha256, MAX_BYTES);
  return scriptsOf(content?.toString('utf8'));
}
