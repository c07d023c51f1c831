/** Writes a whole file in the workspace. */
import { posix } from 'node:path';
import { z } from 'zod';
import { writeFileDeclaration } from '../../context/tools/write-file.ts';
import { failureOf } from './command-outcome.ts';
import { defineTool } from './tool.ts';
import { pathArgument, shown } from './workspace-path.ts';

const TIMEOUT_MS = 30_000;
const MAX_CONTENT_BYTES = 2_000_000;

/** Writes through to the file that is there, so that its mode and links stay; never into a pipe or a device. */
const SCRIPT = `
[ -d "$1" ] && { echo "is a directory" >&2; exit 1; }
[ -e "$1" ] && ! [ -f "$1" ] && { echo "is not a regular file" >&2; exit 1; }
[ -d "$2" ] || mkdir -p -- "$2" || exit 1
exec cat > "$1"`;

const argumentsSchema = z.strictObject({
  path: pathArgument,
  content: z
    .string()
    .refine(
      (content) => Buffer.byteLength(content) <= MAX_CONTENT_BYTES,
      `must be at most ${MAX_CONTENT_BYTES} bytes`,
    ),
});

export const writeFile = defineTool({
  ...writeFileDeclaration,
  argumentsSchema,
  readOnly: false,
  label: ({ path }) => shown(path),
  async execute({ path, content }, { sandbox, workspace, signal }) {
    const result = await sandbox.run({
      workspace,
      argv: ['/bin/sh', '-c', SCRIPT, 'sh', path, posix.dirname(path)],
      stdin: content,
      timeoutMs: TIMEOUT_MS,
      signal,
      separateStderr: true,
    });
    const failure = failureOf(result, TIMEOUT_MS);
    if (failure !== undefined) return { ok: false, output: `${shown(path)}: ${failure}` };
    return { ok: true, output: `Wrote ${Buffer.byteLength(content)} bytes to ${shown(path)}.` };
  },
});
