/** Reads and writes the files of a patch through the sandbox: one command each, whatever their number. */
import { failureOf } from '../../sandbox/command-outcome.ts';
import { unmarkedUtf16 } from '../files/text-encoding.ts';
import type { ToolContext } from '../tool.ts';
import type { FileState, FileWrite, FoundFiles } from './plan-patch.ts';
import { REPLACE_FUNCTIONS } from './replace-file.ts';

type Access = Pick<ToolContext, 'sandbox' | 'workspace' | 'signal'>;

const TIMEOUT_MS = 60_000;
const MAX_FILE_BYTES = 8 * 1024 * 1024;
const MAX_TOTAL_BYTES = 32 * 1024 * 1024;

/**
 * `kind size mode inode place` for each path, then the contents one after the other; sizes tell them apart.
 * `place` is the number of the first path that leads to the same entry of the same folder, whichever links
 * lead there.
 */
const READ_SCRIPT = `
declare -A places
files=() n=0
for path in "$@"; do
  folder=$(readlink -m -- "\${path%/*}"; echo x)
  entry=\${folder%?x}/\${path##*/}
  place=\${places[$entry]:-$n}
  places[$entry]=$place
  n=$((n + 1))
  if [ -L "$path" ]; then echo "link 0 0 0 $place"
  elif [ -f "$path" ]; then
    facts=$(stat -c 'file %s %a %d:%i' -- "$path") || exit 1
    echo "$facts $place"
    files+=("$path")
  elif [ -e "$path" ]; then echo "other 0 0 0 $place"
  else echo "absent 0 0 0 $place"
  fi
done
echo
[ "\${#files[@]}" -eq 0 ] || cat -- "\${files[@]}"`;

type ReadFiles = ({ readonly ok: true } & FoundFiles) | { readonly ok: false; readonly problem: string };

export async function readFiles(
  paths: readonly string[],
  { sandbox, workspace, signal }: Access,
): Promise<ReadFiles> {
  const result = await sandbox.run({
    workspace,
    argv: ['/bin/bash', '-c', READ_SCRIPT, 'bash', ...paths],
    timeoutMs: TIMEOUT_MS,
    signal,
    maxOutputBytes: MAX_TOTAL_BYTES,
    separateStderr: true,
    readOnlyWorkspace: true,
  });
  const failure = failureOf(result, TIMEOUT_MS);
  if (failure !== undefined) return { ok: false, problem: failure };
  if (result.truncated)
    return { ok: false, problem: `The files are larger than ${MAX_TOTAL_BYTES} bytes together.` };
  return { ok: true, ...splitFiles(paths, Buffer.from(result.outputBytes)) };
}

function splitFiles(paths: readonly string[], bytes: Buffer): FoundFiles {
  const headerEnd = bytes.indexOf('\n\n');
  const facts = bytes.toString('latin1', 0, headerEnd).split('\n');
  let position = headerEnd + 2;
  const files = new Map<string, FileState>();
  const places = new Map<string, string>();
  paths.forEach((path, index) => {
    const [kind = '', size = '0', mode = '644', inode = '0', place = '0'] = (facts[index] ?? '').split(' ');
    const content = bytes.subarray(position, position + Number(size));
    position += Number(size);
    const first = paths[Number(place)] ?? path;
    places.set(path, first);
    if (first === path) files.set(path, fileState(kind, content, mode, inode));
  });
  return { files, places };
}

function fileState(kind: string, bytes: Buffer, mode: string, inode: string): FileState {
  if (kind === 'absent') return { kind };
  if (kind === 'link')
    return { kind: 'unusable', why: 'is a symbolic link; patch the file that it points to.' };
  if (kind !== 'file') return { kind: 'unusable', why: 'is not a regular file.' };
  if (bytes.length > MAX_FILE_BYTES)
    return { kind: 'unusable', why: `is larger than ${MAX_FILE_BYTES} bytes.` };
  const content = bytes.toString('utf8');
  const utf16 = unmarkedUtf16(bytes.subarray(0, 4096));
  if (utf16 !== undefined)
    return { kind: 'unusable', why: `is ${utf16} text, not UTF-8; change it with the shell tool.` };
  // A round trip that changes bytes would damage lines that the patch does not name.
  if (!Buffer.from(content).equals(bytes))
    return { kind: 'unusable', why: 'is not UTF-8 text; change it with the shell tool.' };
  return { kind: 'file', content, mode, inode };
}

/**
 * Arguments come in fours: kind, size, mode, path; the new contents follow each other on stdin. All is
 * written beside first, so that a full disk changes nothing; then each file is replaced by a rename, with a
 * second name for the old one, from which everything is put back when a later step fails. A file with several
 * names is written through to all of them.
 */
const WRITE_SCRIPT = `${REPLACE_FUNCTIONS}
stage=$(mktemp -d ./.patch-XXXXXXXX) || exit 1
paths=() kinds=() done=0
undo() {
  for ((i = done; i >= 0; i--)); do
    if [ -e "$stage/shared.$i" ]; then cat -- "$stage/shared.$i" > "\${paths[i]}"
    elif [ -e "$stage/old.$i" ]; then mv -fT -- "$stage/old.$i" "\${paths[i]}"
    elif [ "$i" -lt "$done" ]; then rm -f -- "\${paths[i]}"
    fi
  done
  rm -rf -- "$stage"
  exit 1
}
while [ $# -gt 0 ]; do
  n=\${#paths[@]}
  kinds+=("$1") paths+=("$4")
  if [ "$1" = write ]; then
    head -c "$2" > "$stage/new.$n" && [ "$(stat -c %s "$stage/new.$n")" = "$2" ] && chmod "$3" "$stage/new.$n" || undo
  fi
  shift 4
done
for n in "\${!paths[@]}"; do
  path=\${paths[n]} directory=\${paths[n]%/*} done=$n
  if [ "\${kinds[n]}" = write ]; then refusal "$path" || undo; fi
  if [ "\${kinds[n]}" = write ] && [ -e "$path" ] && [ "$(stat -c %h -- "$path")" -gt 1 ]; then
    cp -p -- "$path" "$stage/shared.$n" && cat -- "$stage/new.$n" > "$path" || undo
    continue
  fi
  if [ -e "$path" ]; then ln -T -- "$path" "$stage/old.$n" || undo; fi
  if [ "\${kinds[n]}" = write ]; then
    [ -d "$directory" ] || mkdir -p -- "$directory" || undo
    mv -fT -- "$stage/new.$n" "$path" || undo
  else
    rm -f -- "$path" || undo
  fi
done
rm -rf -- "$stage"`;

/** Why the files could not be written, for the model; `undefined` when they were. */
export async function commitWrites(
  writes: readonly FileWrite[],
  { sandbox, workspace, signal }: Access,
): Promise<string | undefined> {
  if (writes.length === 0) return undefined;
  const contents = writes.map((write) => Buffer.from(write.kind === 'write' ? write.content : ''));
  const quads = writes.flatMap((write, index) => [
    write.kind,
    String(contents[index]?.length ?? 0),
    write.kind === 'write' ? write.mode : '0',
    write.path,
  ]);
  const result = await sandbox.run({
    workspace,
    argv: ['/bin/bash', '-c', WRITE_SCRIPT, 'bash', ...quads],
    stdin: Buffer.concat(contents),
    timeoutMs: TIMEOUT_MS,
    signal,
    separateStderr: true,
  });
  const failure = failureOf(result, TIMEOUT_MS);
  if (failure === undefined) return undefined;
  return result.endedBy === 'exit'
    ? `Nothing was changed. ${failure}`
    : `${failure}. The patch may be half applied: look at the files, and at .patch-* for their old state.`;
}
