/** Writes a whole file in the workspace. */
import { posix } from 'node:path';
import { writeFileArguments, writeFileDeclaration } from '../../context/tools/write-file.ts';
import { failureOf } from '../sandbox/command-outcome.ts';
import { pathArgument, shown } from '../workspace/workspace-path.ts';
import { namedPaths } from './files/named-paths.ts';
import { lostByReplacing, readReplacedText } from './files/replaced-text.ts';
import { REPLACE_FUNCTIONS } from './patch/replace-file.ts';
import { defineTool } from './tool.ts';

const TIMEOUT_MS = 30_000;

/**
 * `$3` is the size of what is to be written: less of it is none. Prints what `readReplacedText` reads of a
 * file that it replaces. Where the folder takes no further file, the file itself takes its text, while the
 * old one and the new one stand elsewhere whole.
 */
const SCRIPT = `${REPLACE_FUNCTIONS}
as_before() { echo "could not be written; it is as it was before" >&2; exit 1; }
is_whole() { [ "$(stat -c %s -- "$1")" = "$2" ]; }
through() {
  aside=$(mktemp -d) && cat > "$aside/new" && is_whole "$aside/new" "$2" || as_before
  if [ -e "$1" ]; then cp -- "$1" "$aside/old" || as_before; fi
  cat -- "$aside/new" > "$1" && is_whole "$1" "$2" && { rm -rf -- "$aside"; exit 0; }
  if ! [ -e "$aside/old" ]; then rm -f -- "$1"
  elif ! { cat -- "$aside/old" > "$1" && cmp -s -- "$aside/old" "$1"; }; then
    echo "could not be written, and its old text could not be put back: it is cut" >&2; exit 1
  fi
  rm -rf -- "$aside"
  as_before
}
refusal "$1" || exit 1
[ -d "$2" ] || mkdir -p -- "$2" || exit 1
if [ -f "$1" ] && [ -s "$1" ]; then
  iconv -f utf-8 -t utf-8 -- "$1" > /dev/null 2>&1 && utf8=1 || utf8=0
  nul=$(LC_ALL=C tr -cd '\\000' < "$1" | head -c 1 | wc -c)
  echo "$utf8 $nul $(LC_ALL=C grep -ac '' -- "$1") $(LC_ALL=C grep -ac $'\\r$' -- "$1") $(head -c 4096 -- "$1" | od -An -v -tx1 | tr -d ' \\n')"
fi
target=$1
[ -L "$target" ] && target=$(readlink -f -- "$target")
stage=$(mktemp -- "\${target%/*}/.write-XXXXXXXX" 2> /dev/null) || through "$target" "$3"
umask=$(umask)
if cat > "$stage" && is_whole "$stage" "$3"; then
  chmod "$(printf %o $((0666 & ~umask)))" -- "$stage" && replace "$stage" "$1" && exit 0
fi
rm -f -- "$stage" "$stage.old"
as_before`;

export const writeFile = defineTool({
  ...writeFileDeclaration,
  argumentsSchema: writeFileArguments.extend({ path: pathArgument }),
  readOnly: false,
  label: ({ path }) => shown(path),
  async execute({ path: written, content }, context) {
    const named = (await namedPaths([written], context)).get(written);
    if (named?.ok === false) return { ok: false, output: `${shown(written)}: ${named.problem}` };
    const { path = written, note } = named ?? {};
    const size = Buffer.byteLength(content);
    const result = await context.sandbox.run({
      workspace: context.workspace,
      argv: ['/bin/bash', '-c', SCRIPT, 'bash', path, posix.dirname(path), String(size)],
      stdin: content,
      timeoutMs: TIMEOUT_MS,
      signal: context.signal,
      separateStderr: true,
    });
    const failure = failureOf(result, TIMEOUT_MS);
    if (failure !== undefined) return { ok: false, output: `${shown(path)}: ${failure}` };
    const replaced = readReplacedText(result.output);
    const lost = replaced === undefined ? [] : lostByReplacing(replaced, content);
    const said = [`Wrote ${size} bytes to ${shown(path)}.`, ...(note === undefined ? [] : [note]), ...lost];
    return { ok: true, output: said.join(' ') };
  },
});
