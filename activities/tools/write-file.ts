/** Writes a whole file in the workspace. */
import { posix } from 'node:path';
import { writeFileArguments, writeFileDeclaration } from '../../context/tools/write-file.ts';
import { failureOf } from '../sandbox/command-outcome.ts';
import { pathArgument, shown } from '../workspace/workspace-path.ts';
import { REPLACE_FUNCTIONS } from './patch/replace-file.ts';
import { defineTool } from './tool.ts';

const TIMEOUT_MS = 30_000;

/**
 * `$3` is the size of what is to be written: less of it is none. Prints the first bytes of a text that it
 * replaces and that is not UTF-8. Where the folder takes no further file, the file itself may take its text.
 */
const SCRIPT = `${REPLACE_FUNCTIONS}
refusal "$1" || exit 1
[ -d "$2" ] || mkdir -p -- "$2" || exit 1
[ -f "$1" ] && ! iconv -f utf-8 -t utf-8 -- "$1" > /dev/null 2>&1 && od -An -N2 -tx1 -- "$1"
target=$1
[ -L "$target" ] && target=$(readlink -f -- "$target")
stage=$(mktemp -- "\${target%/*}/.write-XXXXXXXX" 2> /dev/null) || exec cat > "$1"
umask=$(umask)
if cat > "$stage" && [ "$(stat -c %s -- "$stage")" = "$3" ]; then
  chmod "$(printf %o $((0666 & ~umask)))" -- "$stage" && replace "$stage" "$1" && exit 0
fi
rm -f -- "$stage" "$stage.old"
echo "could not be written; it is as it was before" >&2
exit 1`;

export const writeFile = defineTool({
  ...writeFileDeclaration,
  argumentsSchema: writeFileArguments.extend({ path: pathArgument }),
  readOnly: false,
  label: ({ path }) => shown(path),
  async execute({ path, content }, { sandbox, workspace, signal }) {
    const result = await sandbox.run({
      workspace,
      argv: [
        '/bin/bash',
        '-c',
        SCRIPT,
        'bash',
        path,
        posix.dirname(path),
        String(Buffer.byteLength(content)),
      ],
      stdin: content,
      timeoutMs: TIMEOUT_MS,
      signal,
      separateStderr: true,
    });
    const failure = failureOf(result, TIMEOUT_MS);
    if (failure !== undefined) return { ok: false, output: `${shown(path)}: ${failure}` };
    const replaced = result.output.trim();
    const note = replaced === '' ? '' : ` ${replacedWords(replaced)}`;
    return { ok: true, output: `Wrote ${Buffer.byteLength(content)} bytes to ${shown(path)}.${note}` };
  },
});

/** `firstBytes`: in hexadecimal. */
const replacedWords = (firstBytes: string): string => {
  const was = /^(ff fe|fe ff)/.test(firstBytes) ? 'UTF-16' : 'in another encoding than UTF-8';
  return `The text that was there was ${was}; it is UTF-8 now.`;
};
