/** What comes of files that are sent. */
import { z } from 'zod';
import { acceptedReply } from '../http/accepted-reply.ts';
import { keyReused, problemReply, problemSchema, readProblems } from '../http/replies.ts';

const requestId = z.string();
const seq = z.int().describe('Where the record tells of it.');

export const placedWorkspaceSchema = z
  .strictObject({
    requestId,
    stateId: z.string().describe('The kept state: what the seals are made of from here on.'),
    digest: z.string().describe('Of kinds, modes and contents, without times.'),
    files: z.int().describe('Files, folders and links.'),
    sizeBytes: z.int(),
    seq,
    warnings: z
      .array(
        z.strictObject({
          code: z.literal('oneFolder'),
          folder: z.string(),
          message: z.string(),
        }),
      )
      .describe('What may not be as it was meant.')
      .exactOptional(),
  })
  .meta({ id: 'PlacedWorkspace' });

export const placedFileSchema = z
  .strictObject({
    requestId,
    path: z.string(),
    sha256: z.string().describe('Of the content; the ETag says the same.'),
    sizeBytes: z.int(),
    mode: z.string().describe('Permissions in octal digits.'),
    seq,
  })
  .meta({ id: 'PlacedFile' });

export const removedFileSchema = z
  .strictObject({ requestId, path: z.string(), seq })
  .meta({ id: 'RemovedFile' });

export const uploadProblems = {
  ...acceptedReply,
  ...readProblems,
  409: problemReply(
    'A turn, the checks or an audit run (`workRunning`), or it cannot be placed (`notPlaced`).',
    problemSchema,
  ),
  413: problemReply('It is over one of the limits; `setting` names which.', problemSchema),
  415: problemReply('The body is of another type.', problemSchema),
  ...keyReused,
};

export const conditionalProblem = {
  412: problemReply('What stands at the path is not what the request names.', problemSchema),
};
