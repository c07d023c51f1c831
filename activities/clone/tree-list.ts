/** What a commit holds, before anything of it is written out: `git ls-tree -r -l -z`, read. Pure. */

export interface TreeList {
  readonly files: number;
  readonly totalBytes: number;
  readonly largest?: { readonly path: string; readonly bytes: number };
  readonly submodules: readonly { readonly path: string; readonly commit: string }[];
}

const SUBMODULE = '160000';
const RECORD = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t([\s\S]+)$/;

export function readTreeList(output: Buffer): TreeList {
  let files = 0;
  let totalBytes = 0;
  let largest: TreeList['largest'];
  const submodules: { path: string; commit: string }[] = [];
  for (const record of output.toString().split('\0')) {
    const [, mode, , object = '', size = '', path = ''] = RECORD.exec(record) ?? [];
    if (mode === undefined) continue;
    files += 1;
    if (mode === SUBMODULE) submodules.push({ path, commit: object });
    const bytes = Number(size) || 0;
    totalBytes += bytes;
    if (bytes > (largest?.bytes ?? 0)) largest = { path, bytes };
  }
  return { files, totalBytes, submodules, ...(largest === undefined ? {} : { largest }) };
}
