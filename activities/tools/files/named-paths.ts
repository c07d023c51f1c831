/** Finds the files that a model means whose names have another Unicode form than it writes. */
import { defined } from '../../../objects/defined.ts';
import type { ToolContext } from '../tool.ts';
import { formedPrefixes, likeName, patternOf, spelledOut } from './like-names.ts';

type Access = Pick<ToolContext, 'sandbox' | 'workspace' | 'signal'>;

export type NamedPath =
  | {
      readonly ok: true;
      readonly path: string;
      /** Says that the name there has another form; absent: it is as it was written, or nothing is there. */
      readonly note?: string;
    }
  | { readonly ok: false; readonly problem: string };

const TIMEOUT_MS = 30_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

/**
 * Arguments come in pairs: a path, and a pattern for its other forms. Prints `<number>=` for a path that is
 * there, else `<number>:<path>` for each that matches, ended by NUL.
 */
const SCRIPT = `
shopt -s nullglob dotglob
IFS= LC_ALL=C n=0
while [ $# -gt 0 ]; do
  if [ -e "$1" ] || [ -L "$1" ]; then printf '%s=\\0' "$n"
  else for found in $2; do printf '%s:%s\\0' "$n" "$found"; done
  fi
  n=$((n + 1))
  shift 2
done`;

/**
 * The path of what is there. A name as it was written goes before one in another form, and several in other
 * forms leave it open which was meant. Costs nothing where names are plain ASCII.
 */
export async function namedPaths(
  paths: readonly string[],
  { sandbox, workspace, signal }: Access,
): Promise<ReadonlyMap<string, NamedPath>> {
  const prefixes = [...new Set(paths.flatMap(formedPrefixes))];
  if (prefixes.length === 0) return new Map(paths.map((path) => [path, { ok: true, path }]));
  const result = await sandbox.run({
    workspace,
    argv: ['/bin/bash', '-c', SCRIPT, 'bash', ...prefixes.flatMap((prefix) => [prefix, patternOf(prefix)])],
    timeoutMs: TIMEOUT_MS,
    signal,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    separateStderr: true,
    readOnlyWorkspace: true,
  });
  const lines = Buffer.from(result.outputBytes).toString('utf8').split('\0');
  const thereAt = (prefix: string): readonly string[] | 'itself' => {
    const number = prefixes.indexOf(prefix);
    if (lines.includes(`${number}=`)) return 'itself';
    const head = `${number}:`;
    return lines.filter((line) => line.startsWith(head)).map((line) => line.slice(head.length));
  };
  return new Map(paths.map((path) => [path, named(path, thereAt)]));
}

function named(path: string, thereAt: (prefix: string) => readonly string[] | 'itself'): NamedPath {
  for (const prefix of formedPrefixes(path)) {
    const there = thereAt(prefix);
    if (there === 'itself') break;
    const like = likeName(prefix, there);
    if (like.kind === 'several') return { ok: false, problem: severalWords(prefix, like.count) };
    if (like.kind === 'one')
      return {
        ok: true,
        path: like.path + path.slice(prefix.length),
        ...defined({ note: otherForm(like.path) }),
      };
  }
  return { ok: true, path };
}

const otherForm = (path: string): string =>
  `The name that is there has another Unicode form: ${spelledOut(path)}.`;

const severalWords = (path: string, count: number): string =>
  `${count} names there are the same in other Unicode forms than ${spelledOut(path)}; use the shell tool, with the name escaped.`;
