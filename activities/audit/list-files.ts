/** Lists the files of the workspace, for an auditor who has never seen it. */
import { z } from 'zod';
import { outcomeLine } from '../tools/command-outcome.ts';
import { defineTool } from '../tools/tool.ts';

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 16_384;

export const listFiles = defineTool({
  name: 'list_files',
  description:
    'Lists the files in /workspace, one a line with its size in bytes, without what is below .git and node_modules.',
  parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
  argumentsSchema: z.strictObject({}),
  readOnly: true,
  label: () => '',
  async execute(_args, { sandbox, workspace, signal }) {
    const result = await sandbox.run({
      workspace,
      argv: [
        '/bin/sh',
        '-c',
        'find . -name .git -prune -o -name node_modules -prune -o ! -type d -printf "%s %P\\n" | sort -k 2',
      ],
      timeoutMs: TIMEOUT_MS,
      signal,
      maxOutputBytes: MAX_ANSWER_BYTES,
      readOnlyWorkspace: true,
    });
    if (result.endedBy !== 'exit') return { ok: false, output: outcomeLine(result, TIMEOUT_MS) };
    if (result.output === '') return { ok: true, output: 'The workspace is empty.' };
    const cut = result.truncated ? `\n(cut: the list has ${result.totalBytes} bytes)` : '';
    return { ok: true, output: `${result.output.trimEnd()}${cut}` };
  },
});
