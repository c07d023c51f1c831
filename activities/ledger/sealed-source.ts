/**
 * A protected file that `read_file` has shown, as the source that it is: nobody may change it, so that what
 * it says carries a claim. It has to stand as it was accepted, and what was shown has to be what stands
 * there.
 */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Item } from '../../journal/journal.ts';
import { toBytePath } from '../../tree/tree-paths.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { Evidence } from '../../workflows/evidence/ledger.ts';
import type { AcceptedFiles } from '../accepted/accepted-files.ts';
import { pathFilter } from '../accepted/path-filter.ts';
import type { FunctionCall } from '../memory/find-call.ts';
import { shown, workspacePath } from '../workspace/workspace-path.ts';
import { evidenceDigest } from './evidence-file.ts';

export interface ShownFile {
  readonly item: Item;
  /** The one that the item is the result of. */
  readonly call: FunctionCall;
  readonly contract: Contract;
  readonly workspace: string;
}

/** `undefined`: the item shows no such file. */
export async function sealedSource(
  accepted: AcceptedFiles,
  { item, call, contract, workspace }: ShownFile,
): Promise<Pick<Evidence, 'sealedPath' | 'digest' | 'summary'> | undefined> {
  const result = bodyAs(item, 'toolResult');
  const path = result?.name === 'read_file' && result.ok ? pathOf(call) : undefined;
  if (
    result === undefined ||
    path === undefined ||
    !pathFilter(contract.verification.protectedPaths)(toBytePath(path))
  )
    return undefined;
  const entry = await accepted.entryAt(path);
  if (entry?.kind !== 'file') return undefined;
  const digest = `file ${entry.mode.toString(8)} ${entry.sha256}`;
  if ((await evidenceDigest(workspace, path)) !== digest) return undefined;
  const content = await accepted.contentOf(entry.sha256);
  if (content === undefined || !showsLinesOf(result.output, content)) return undefined;
  return { sealedPath: path, digest, summary: `read_file ${path}, protected and as it was accepted` };
}

function pathOf(call: FunctionCall): string | undefined {
  try {
    const { path } = JSON.parse(call.arguments) as { readonly path?: unknown };
    const parsed = typeof path === 'string' ? workspacePath(path) : undefined;
    return parsed?.ok ? shown(parsed.path) : undefined;
  } catch {
    return undefined;
  }
}

/** Only whole lines, as the tool shows them. Pure. */
export function showsLinesOf(output: string, content: Buffer): boolean {
  const [, first, last, body] = /^Lines (\d+)-(\d+) of \d+\.[^\n]*\n([\s\S]*)$/.exec(output) ?? [];
  if (first === undefined || last === undefined || body === undefined) return false;
  const lines = content
    .toString('utf8')
    .split('\n')
    .slice(Number(first) - 1, Number(last));
  return lines.length === Number(last) - Number(first) + 1 && body.replace(/\n$/, '') === lines.join('\n');
}
