/** What the record says of a placement. */
import type { Placement, PlacementOutcome } from '../../journal/rows/placement.ts';
import { fileBytesOf } from '../../states/file-bytes.ts';
import type { PlacedWork } from '../../workflows/thread/state/journal-event.ts';
import type { PlacementDependencies } from './place-sent.ts';

export async function placedWork(
  { workspaces: { states } }: PlacementDependencies,
  sent: Placement | undefined,
  outcome: PlacementOutcome,
): Promise<({ type: 'workPlaced' } & PlacedWork) | { type: 'workNotPlaced'; reason: string }> {
  if (!outcome.ok) return { type: 'workNotPlaced', reason: outcome.reason };
  const type = 'workPlaced' as const;
  switch (sent?.what) {
    case 'file': {
      const { what, path, sha256, sizeBytes } = sent;
      return { type, what, path, sha256, sizeBytes };
    }
    case 'removal':
      return { type, what: 'removal', path: sent.path };
    case 'workspace': {
      const entries = [...((await states.read(sent.stateId))?.manifest.values() ?? [])];
      const sizeBytes = fileBytesOf(entries);
      return { type, what: 'workspace', stateId: sent.stateId, files: entries.length, sizeBytes };
    }
    default:
      return { type: 'workNotPlaced', reason: 'what was sent is not known any more' };
  }
}
