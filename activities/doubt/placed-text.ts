/** Another text in the place of a file of the copy. */

import type { Placed } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { toBytePath } from '../../tree/tree-paths.ts';
import type { Survey } from '../accepted/survey.ts';
import type { ChangedText } from '../twins/trials/variant.ts';

/**
 * The text takes over the times and permissions of the file in whose place it is put: nothing but its text
 * tells them apart.
 */
export async function placedText(
  { path, text, like = path }: ChangedText,
  { survey, states }: { readonly survey: Pick<Survey, 'plan'>; readonly states: Pick<StateStore, 'put'> },
): Promise<Placed> {
  const content = Buffer.from(text);
  const bytes = toBytePath(path);
  const entry = survey.plan.composed.get(toBytePath(like));
  if (entry?.kind !== 'file') throw new Error(`${like} is no file of the copy`);
  return { path: bytes, entry: { ...entry, sha256: await states.put(content), sizeBytes: content.length } };
}
