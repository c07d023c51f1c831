/** Files and states of workspaces as replies show them. */
import { z } from 'zod';
import { listOf } from '../http/list-of.ts';
import { STATE_NAME, WHY } from '../lookup/kept-why.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const stateParam = z
  .string()
  .regex(STATE_NAME, `must be a stateId, living, or one of: ${WHY.join(', ')}`)
  .describe(
    'A stateId of GET …/states, `living`, or what a state was kept for, which means the newest goal. Absent: the living ' +
      'workspace; the last kept state where it cannot be read or no worker is up, and `stale` says so.',
  );

export const shownStateSchema = z
  .strictObject({
    kind: z.enum(['living', 'kept']),
    stateId: z.string().exactOptional(),
    why: z.enum(WHY).exactOptional(),
    asOf: z.iso.datetime().describe('When it was kept.').exactOptional(),
    stale: z
      .boolean()
      .describe(
        'The living workspace was meant, and could not be read: this is the last state that was kept.',
      ),
  })
  .meta({ id: 'ShownState' });

export type ShownState = z.output<typeof shownStateSchema>;

const path = z
  .string()
  .describe('Relative to the workspace. A name that is no plain UTF-8 is shown as `hex:` and its bytes.');

const fileEntrySchema = z
  .strictObject({
    name: z.string(),
    path,
    kind: z.enum(['file', 'folder', 'link', 'special']),
    bytes: z.int().exactOptional(),
    mode: z.string().describe('Permissions, octal.').exactOptional(),
    sha256: sha256
      .describe(
        'Absent: of a living workspace, a file that is closed, or was not read yet: one over 16 MiB, or beyond the 64 MiB that one list reads.',
      )
      .exactOptional(),
    mtime: z.iso.datetime().exactOptional(),
    target: z.string().describe('Where a link points to; no link is ever followed.').exactOptional(),
    what: z.string().describe('Of a special file: a pipe, a socket, a device.').exactOptional(),
  })
  .meta({ id: 'FileEntry' });

export type FileEntryReply = z.output<typeof fileEntrySchema>;

export const fileListSchema = z
  .strictObject({
    path: path.describe('The folder; empty: the workspace itself.'),
    state: shownStateSchema,
    entries: listOf(fileEntrySchema),
    nextCursor: z.string().nullable().describe('null: this was the last page.'),
  })
  .meta({ id: 'FileList' });

const keptStateSchema = z
  .strictObject({
    stateId: sha256.describe(
      'SHA-256 over all entries, times included: its name wherever a state is asked for.',
    ),
    digest: sha256.describe('SHA-256 over kinds, modes and contents, without times.').exactOptional(),
    at: z.iso.datetime(),
    why: z
      .enum(WHY)
      .describe(
        'given: as a person gave the workspace; accepted: what the seals of a goal stand on; goalSet: as it was when ' +
          "the goal's checks first ran; check, look: the checks ran on demand, or the service looked for progress; claim: the " +
          'model claimed an end; proven: what the checks of a claim that held ran on; end: the goal came to rest.',
      ),
    goalId: z.string().exactOptional(),
    revision: z.int().exactOptional(),
    files: z.int().exactOptional(),
    bytes: z.int().exactOptional(),
    isKept: z.boolean().describe('false: the store does not hold it any more, or cannot be read here.'),
  })
  .meta({ id: 'KeptState' });

export type KeptStateReply = z.output<typeof keptStateSchema>;

export const keptStateListSchema = z.strictObject({
  states: listOf(keptStateSchema),
  nextCursor: z.string().nullable().describe('null: this was the last page.'),
});
