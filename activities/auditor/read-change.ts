/** Shows an auditor what became of a file since the accepted state, as a unified diff. */
import { z } from 'zod';
import type { Manifest } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { toBytePath } from '../../tree/tree-paths.ts';
import { type DiffSince, diffSince } from '../doubt/diff-since.ts';
import { defineTool, type Tool } from '../tools/tool.ts';
import { recordedPathArgument, relative, shown } from '../workspace/workspace-path.ts';

export interface KeptStart {
  readonly accepted: Manifest;
  readonly states: Pick<StateStore, 'contentOf'>;
}

export const readChange = ({ accepted, states }: KeptStart): Tool =>
  defineTool({
    name: 'read_change',
    description:
      'What became of a file in /workspace since the state that was accepted before the work, as a unified diff. Bytes that ' +
      'are no text show as \\x00. Says so when the file is unchanged, or when what it was is not kept.',
    parameters: {
      type: 'object',
      properties: { path: { type: 'string', description: 'As list_files shows it.' } },
      required: ['path'],
      additionalProperties: false,
    },
    argumentsSchema: z.strictObject({ path: recordedPathArgument }),
    readOnly: true,
    label: ({ path }) => shown(path),
    async execute({ path }, { sandbox, workspace, signal }) {
      const entry = accepted.get(toBytePath(relative(path)));
      const diff = await diffSince({ sandbox, states, workspace, path, accepted: entry, signal });
      return diff.ok
        ? { ok: true, output: inWords(diff) }
        : { ok: false, output: `${shown(path)}: ${diff.reason}` };
    },
  });

function inWords({ wasThere, isSame, text }: Extract<DiffSince, { ok: true }>): string {
  if (isSame)
    return wasThere
      ? 'Unchanged since it was accepted.'
      : 'It is empty or absent now, and was absent when the work began.';
  return `${wasThere ? '' : 'It was absent when the work began.\n'}${text}`;
}
