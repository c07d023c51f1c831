/** Lists the files of the workspace, for an auditor who has never seen it. */
import { z } from 'zod';
import { toBytePath } from '../../tree/tree-paths.ts';
import { defineTool, type Tool } from '../tools/tool.ts';
import { recordedPathArgument, relative, shown } from '../workspace/workspace-path.ts';
import { type Listing, listingPage } from './listing.ts';

/** Models write `.` where they mean the whole of it. */
const folderArgument = z.union([
  z.enum(['', '.', './', '/', '/workspace', '/workspace/']).transform(() => undefined),
  recordedPathArgument,
]);

export const listFiles = (list: () => Promise<Listing>): Tool =>
  defineTool({
    name: 'list_files',
    description:
      'Lists the files in /workspace, one a line: its name in quotes, its size, and what became of it since the state that was accepted ' +
      'before the work. Changed files come first (protected, configuration of runners, declared work, others). By pages; what lies ' +
      'below .git and node_modules is only counted, unless it was changed or the folder is named.',
    parameters: {
      type: 'object',
      properties: {
        folder: { type: ['string', 'null'], description: 'Only what is in it. Default: everything.' },
        changedOnly: { type: ['boolean', 'null'], description: 'Only what was changed. Default false.' },
        offset: { type: ['integer', 'null'], description: 'How many entries to pass over. Default 0.' },
      },
      required: ['folder', 'changedOnly', 'offset'],
      additionalProperties: false,
    },
    argumentsSchema: z.strictObject({
      folder: folderArgument.nullish(),
      changedOnly: z.boolean().nullish(),
      offset: z.number().int().min(0).max(1e9).nullish(),
    }),
    readOnly: true,
    label: ({ folder }) => (folder == null ? '' : shown(folder)),
    async execute({ folder, changedOnly, offset }) {
      const page = {
        folder: folder == null ? undefined : toBytePath(relative(folder)),
        isChangedOnly: changedOnly === true,
        offset: offset ?? 0,
      };
      return { ok: true, output: listingPage(await list(), page) };
    },
  });
