/** The commit that a workspace was cloned at: it stands in the state that was kept before anything ran. */
import type { Manifest } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const BRANCH = /^ref: (refs\/heads\/[^\s]+)$/;
const MAX_BYTES = 4_096;

/** `undefined`: it holds no repository, e.g. since it is one folder of one. */
export async function clonedCommit(
  given: Manifest,
  states: Pick<StateStore, 'contentOf'>,
): Promise<string | undefined> {
  const lineOf = async (path: string): Promise<string | undefined> => {
    const entry = given.get(path);
    if (entry?.kind !== 'file') return undefined;
    return (await states.contentOf(entry.sha256, MAX_BYTES))?.toString('latin1').trim();
  };
  const head = await lineOf('.git/HEAD');
  const branch = BRANCH.exec(head ?? '')?.[1];
  const commit = branch === undefined ? head : await lineOf(`.git/${branch}`);
  return commit !== undefined && COMMIT.test(commit) ? commit : undefined;
}
