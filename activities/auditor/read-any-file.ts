/** `read_file` for an auditor: what is no text is shown in hex, since it has no shell to look with. */
import { z } from 'zod';
import { MAX_LINES, readFileDeclaration } from '../../context/tools/read-file.ts';
import { failureOf } from '../sandbox/command-outcome.ts';
import { readLines, type WantedLines } from '../tools/read-file.ts';
import { defineTool, type ToolContext, type ToolOutput } from '../tools/tool.ts';
import { recordedPathArgument, shown } from '../workspace/workspace-path.ts';

const TIMEOUT_MS = 30_000;
const BYTES_PER_ROW = 16;
/** An answer shows as many as fit. */
const MAX_ROWS = 150;

/** The size first, then rows of bytes in hex with what is text of them. */
const SCRIPT = `
stat -L -c %s -- "$1" || exit 1
exec od -A d -v -t x1z -j "$2" -N "$3" -- "$1"`;

export const readAnyFile = defineTool({
  ...readFileDeclaration,
  description: `${readFileDeclaration.description} Lines with NUL bytes are shown in hex, ${BYTES_PER_ROW} bytes a row; offset and limit count rows then.`,
  argumentsSchema: z.strictObject({
    path: recordedPathArgument,
    offset: z.number().int().min(1).max(1e9).nullish(),
    limit: z.number().int().min(1).max(MAX_LINES).nullish(),
  }),
  readOnly: true,
  label: ({ path }) => shown(path),
  async execute(wanted, context) {
    const read = await readLines(wanted, context, 'list_files');
    return read === 'binary' ? readBytes(wanted, context) : read;
  },
});

async function readBytes(
  { path, offset, limit }: WantedLines,
  { sandbox, workspace, signal }: ToolContext,
): Promise<ToolOutput> {
  const first = (offset ?? 1) - 1;
  const rows = Math.min(limit ?? MAX_ROWS, MAX_ROWS);
  const argv = ['/bin/sh', '-c', SCRIPT, 'sh', path];
  const result = await sandbox.run({
    workspace,
    argv: [...argv, String(first * BYTES_PER_ROW), String(rows * BYTES_PER_ROW)],
    timeoutMs: TIMEOUT_MS,
    signal,
    separateStderr: true,
    readOnlyWorkspace: true,
  });
  const failure = failureOf(result, TIMEOUT_MS);
  if (failure !== undefined) return { ok: false, output: `${shown(path)}: ${failure}` };
  const [size = '', ...dump] = result.output.trimEnd().split('\n');
  // The last line is the address behind the last row.
  const shownRows = dump.slice(0, -1);
  const total = Math.ceil(Number(size) / BYTES_PER_ROW);
  const end = first + shownRows.length;
  const more = end < total ? ` Go on with offset ${end + 1}.` : '';
  return {
    ok: true,
    output: `Binary: rows ${first + 1}-${end} of ${total}, ${size} bytes.${more}\n${shownRows.join('\n')}`,
  };
}
