/** What a commit holds, before anything of it is written out: `git ls-tree -r -l -z`, read. Pure. */
import { type BytePath, displayPath, utf8Path } from '../../tree/tree-paths.ts';

export interface TreeList {
  readonly files: number;
  readonly totalBytes: number;
  readonly largest?: { readonly path: string; readonly bytes: number };
  readonly submodules: readonly { readonly path: string; readonly commit: string }[];
}

const SUBMODULE = '160000';
const RECORD = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t([\s\S]+)$/;

/** Names that lead out of the tree, or into what git keeps of it. */
const NO_NAME = /(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$)/i;

/**
 * Throws when no tree of files can have these paths: what stands in place of what would depend on the order.
 */
export function readTreeList(output: Buffer): TreeList {
  let files = 0;
  let totalBytes = 0;
  let largest: TreeList['largest'];
  const submodules: { path: string; commit: string }[] = [];
  const paths: BytePath[] = [];
  for (const record of output.toString('latin1').split('\0')) {
    const [, mode, , object = '', size = '', path = ''] = RECORD.exec(record) ?? [];
    if (mode === undefined) continue;
    files += 1;
    paths.push(path);
    if (mode === SUBMODULE) submodules.push({ path: textOf(path), commit: object });
    const bytes = Number(size) || 0;
    totalBytes += bytes;
    if (bytes > (largest?.bytes ?? 0)) largest = { path: displayPath(path), bytes };
  }
  refuseClashes(paths);
  return { files, totalBytes, submodules, ...(largest === undefined ? {} : { largest }) };
}

function textOf(path: BytePath): string {
  const text = utf8Path(path);
  if (text === undefined) throw new Error(`the submodule ${displayPath(path)} has a path that is not UTF-8`);
  return text;
}

/** A path that lies below another one follows it when they are sorted, with a slash behind each. */
function refuseClashes(paths: readonly BytePath[]): void {
  const sorted = paths.map((path) => `${path}/`).sort();
  sorted.forEach((path, index) => {
    const clashes = NO_NAME.test(path.slice(0, -1)) || (sorted[index + 1]?.startsWith(path) ?? false);
    if (!clashes) return;
    const shown = displayPath(path.slice(0, -1));
    throw new Error(`the repository is malformed: ${shown} stands in it twice, or is no path of a file`);
  });
}
