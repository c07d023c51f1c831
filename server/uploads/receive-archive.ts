/** Takes an archive in as a kept state; of one that is refused nothing stays. */
import type { Readable } from 'node:stream';
import type { UploadLimits } from '../../settings/upload-settings.ts';
import type { KeptState } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { archiveKind } from './archive-kind.ts';
import { gatherEntries } from './gathered-entries.ts';
import { peekKind } from './peek-kind.ts';
import { receiveTar } from './receive-tar.ts';
import { receiveZip } from './receive-zip.ts';
import { stoppedBy } from './stopped-stage.ts';

/** `unsaid`: its first bytes tell. A tar's may be packed by gzip. */
export type ArchiveForm = 'tar' | 'zip' | 'unsaid';

export interface ReceiveOptions {
  readonly states: Pick<StateStore, 'stage' | 'record'>;
  readonly limits: UploadLimits;
  /** The last word before anything is kept; it throws what speaks against it. */
  readonly beforeKept?: () => Promise<void>;
  /** Nobody waits for it any more once it aborts: nothing is kept then. */
  readonly signal?: AbortSignal;
}

/** Throws a problem that names the entry and the rule. */
export async function receiveArchive(
  sent: Readable,
  form: ArchiveForm,
  { states, limits, beforeKept, signal }: ReceiveOptions,
): Promise<KeptState> {
  const staged = stoppedBy(signal, await states.stage());
  try {
    const entries = gatherEntries(limits, `${Math.floor(Date.now() / 1_000)}.000000000`);
    const { body, isZip } = form === 'unsaid' ? await told(sent) : { body: sent, isZip: form === 'zip' };
    const archive = { body, limits, entries, staged };
    await (isZip ? receiveZip(archive) : receiveTar(archive));
    const manifest = entries.finish();
    await beforeKept?.();
    await staged.keep();
    return await states.record(manifest);
  } finally {
    await staged.discard();
  }
}

async function told(sent: Readable): Promise<{ readonly body: Readable; readonly isZip: boolean }> {
  const { body, first } = await peekKind(sent);
  return { body, isZip: archiveKind(first) === 'zip' };
}
