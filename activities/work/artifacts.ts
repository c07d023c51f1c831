/**
 * The files that a goal was about, each with its beginning, so that a reader sees what was made and not only
 * that it was.
 */
import { defined } from '../../objects/defined.ts';
import type { Manifest } from '../../states/state-entry.ts';
import { displayPath, shownPath, toBytePath } from '../../tree/tree-paths.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { type ClaimRecord, standingClaims } from '../../workflows/evidence/ledger.ts';
import type { Artifact } from '../../workflows/evidence/work-record.ts';
import type { ChangedFile } from '../accepted/changed-files.ts';
import { MAX_COMPARED_BYTES, type ReadContent } from './entry-patch.ts';
import { textIn } from './text-in.ts';

const MAX_ARTIFACTS = 8;
const MAX_EXCERPT_CHARACTERS = 2_000;

export interface ArtifactOutcome {
  readonly contract: Contract;
  readonly claims: readonly ClaimRecord[];
  readonly changes: readonly ChangedFile[];
  readonly current: Manifest;
}

/** Files that claims cite, files that the contract names as the work, then files that are new in it. Pure. */
export function artifactPaths({ contract, claims, changes, current }: ArtifactOutcome): string[] {
  const cited = standingClaims(claims).flatMap(({ evidence }) =>
    evidence.flatMap(({ ref }) => (ref.kind === 'file' ? [ref.path] : [])),
  );
  const named = (contract.boundaries.writePaths ?? []).map((path) => displayPath(toBytePath(path)));
  const added = changes.flatMap(({ path, change, kind }) =>
    change === 'added' && kind === 'declared' ? [path] : [],
  );
  const isFile = (path: string): boolean => current.get(shownPath(path))?.kind === 'file';
  return [...new Set([...cited, ...named, ...added])].filter(isFile).slice(0, MAX_ARTIFACTS);
}

export async function artifactsOf(outcome: ArtifactOutcome, contentOf: ReadContent): Promise<Artifact[]> {
  const artifacts: Artifact[] = [];
  for (const path of artifactPaths(outcome)) {
    const entry = outcome.current.get(shownPath(path));
    if (entry?.kind !== 'file') continue;
    const { sizeBytes, sha256 } = entry;
    const content = await contentOf(sha256, MAX_COMPARED_BYTES);
    const text = content === undefined ? undefined : textIn(content);
    const excerpt = text?.slice(0, MAX_EXCERPT_CHARACTERS).toWellFormed();
    artifacts.push({
      path,
      sizeBytes,
      sha256,
      ...defined({ excerpt }),
      isCut: text !== undefined && text.length > MAX_EXCERPT_CHARACTERS,
    });
  }
  return artifacts;
}
