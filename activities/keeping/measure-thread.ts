/**
 * Measures what a thread takes of this worker's disk. Contents are shared by all states of all threads: here
 * those of a state count that the one before it had not, so that no long list of them has to be remembered.
 */
import type { Journal } from '../../journal/journal.ts';
import type { KeptStateRow } from '../../journal/rows/kept-state-row.ts';
import { defined } from '../../objects/defined.ts';
import type { Manifest } from '../../states/state-entry.ts';
import type { Workspaces } from '../workspace/workspaces.ts';

export interface MeasuringParts {
  readonly journal: Pick<Journal, 'listKeptStates' | 'readThreadSize' | 'saveThreadSize'>;
  readonly workspaces: Pick<Workspaces, 'states' | 'bytesOf'>;
}

const PAGE = 100;
/** A manifest has a line for each entry: digest, mode, time and name. */
const MANIFEST_ENTRY_BYTES = 150;

export async function measureThread(
  { journal, workspaces }: MeasuringParts,
  threadId: string,
  now: Date = new Date(),
): Promise<void> {
  const before = await journal.readThreadSize(threadId);
  const { fresh, last } = await statesSince(journal, threadId, before?.keptUntil);
  let known = last === undefined ? new Set<string>() : contentsOf(await manifestOf(workspaces, last));
  let keptBytes = before?.keptBytes ?? 0;
  for (const { stateId } of fresh.toReversed()) {
    const manifest = await manifestOf(workspaces, stateId);
    keptBytes += bytesBeside(manifest, known);
    known = contentsOf(manifest);
  }
  const size = { workspaceBytes: await workspaces.bytesOf(threadId), keptBytes };
  const keptUntil = fresh[0]?.at ?? before?.keptUntil;
  await journal.saveThreadSize(threadId, { ...size, ...defined({ keptUntil }) }, now);
}

/** The newest first, each once, and the state that was the newest before. */
async function statesSince(
  journal: MeasuringParts['journal'],
  threadId: string,
  since: Date | undefined,
): Promise<{ readonly fresh: readonly KeptStateRow[]; readonly last?: string }> {
  const fresh: KeptStateRow[] = [];
  for (let cursor: string | undefined; ; cursor = fresh.at(-1)?.cursor) {
    const rows = (await journal.listKeptStates(threadId, PAGE, cursor)) ?? [];
    for (const row of rows) {
      if (since !== undefined && row.at <= since) return { fresh: unrepeated(fresh), last: row.stateId };
      fresh.push(row);
    }
    if (rows.length < PAGE) return { fresh: unrepeated(fresh) };
  }
}

const unrepeated = (rows: readonly KeptStateRow[]): KeptStateRow[] =>
  rows.filter(({ stateId }, index) => stateId !== rows[index - 1]?.stateId);

/** One that is gone has no size any more. */
const manifestOf = async ({ states }: MeasuringParts['workspaces'], stateId: string): Promise<Manifest> =>
  (await states.read(stateId))?.manifest ?? new Map();

const contentsOf = (manifest: Manifest): Set<string> =>
  new Set([...manifest.values()].flatMap((entry) => (entry.kind === 'file' ? [entry.sha256] : [])));

function bytesBeside(manifest: Manifest, known: ReadonlySet<string>): number {
  const seen = new Set(known);
  let bytes = manifest.size * MANIFEST_ENTRY_BYTES;
  for (const entry of manifest.values()) {
    if (entry.kind !== 'file' || seen.has(entry.sha256)) continue;
    seen.add(entry.sha256);
    bytes += entry.sizeBytes;
  }
  return bytes;
}
