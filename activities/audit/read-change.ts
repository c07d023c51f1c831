/** Shows an auditor what became of a file since the goal was set, as a unified diff. */
import { z } from 'zod';
import type { Journal } from '../../journal/journal.ts';
import type { CommandResult } from '../sandbox/sandbox.ts';
import { failureOf } from '../tools/command-outcome.ts';
import { defineTool, type Tool, type ToolContext, type ToolOutput } from '../tools/tool.ts';
import { pathArgument, shown } from '../tools/workspace-path.ts';

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 32_768;

/**
 * The old content comes by stdin, so that the host need not touch the workspace. `diff` says 0 for no difference and 1 for
 * one; what stands there now may be anything, and only a regular file is compared.
 */
const SCRIPT = `
now="$1"
[ -e "$now" ] || now=/dev/null
[ -f "$now" ] || [ "$now" = /dev/null ] || { echo "is not a regular file now" >&2; exit 2; }
[ -L "$1" ] && { echo "is a link now" >&2; exit 2; }
exec diff -u --label "when the goal was set" --label now -- "$2" "$now"`;

export interface KeptStart {
  readonly journal: Pick<Journal, 'readManifest' | 'readContents'>;
  readonly threadId: string;
  readonly goalId: string;
}

/** What stood at a path when the goal was set. */
type Start =
  | { readonly kind: 'content'; readonly content: Buffer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'notKept'; readonly why: string };

export const readChange = (kept: KeptStart): Tool =>
  defineTool({
    name: 'read_change',
    description:
      'What became of a file in /workspace since the goal was set, as a unified diff. Says so when the file is unchanged, ' +
      'or when what it was is not kept.',
    parameters: {
      type: 'object',
      properties: { path: { type: 'string', description: 'Relative to /workspace.' } },
      required: ['path'],
      additionalProperties: false,
    },
    argumentsSchema: z.strictObject({ path: pathArgument }),
    readOnly: true,
    label: ({ path }) => shown(path),
    async execute({ path }, context) {
      const start = await startOf(kept, shown(path));
      if (start.kind === 'notKept') return { ok: false, output: `${shown(path)}: ${start.why}` };
      return diff(path, start, context);
    },
  });

async function startOf({ journal, threadId, goalId }: KeptStart, path: string): Promise<Start> {
  const manifest = await journal.readManifest(goalId);
  if (manifest === undefined)
    return { kind: 'notKept', why: 'what the workspace was when the goal was set is not kept.' };
  const digest = Object.hasOwn(manifest, path) ? manifest[path] : undefined;
  if (digest === undefined || digest === 'absent') return { kind: 'absent' };
  const sha256 = /^file [0-7]+ ([0-9a-f]{64})$/.exec(digest)?.[1];
  if (sha256 === undefined)
    return { kind: 'notKept', why: `was no regular file when the goal was set, but: ${digest}` };
  const content = (await journal.readContents(threadId, [sha256])).get(sha256);
  return content === undefined
    ? { kind: 'notKept', why: `its content when the goal was set is not kept, only its SHA-256: ${sha256}` }
    : { kind: 'content', content };
}

async function diff(
  path: string,
  start: Exclude<Start, { kind: 'notKept' }>,
  { sandbox, workspace, signal }: ToolContext,
): Promise<ToolOutput> {
  const result = await sandbox.run({
    workspace,
    argv: ['/bin/sh', '-c', SCRIPT, 'sh', path, start.kind === 'content' ? '-' : '/dev/null'],
    ...(start.kind === 'content' ? { stdin: start.content } : {}),
    timeoutMs: TIMEOUT_MS,
    signal,
    maxOutputBytes: MAX_ANSWER_BYTES,
    separateStderr: true,
    readOnlyWorkspace: true,
  });
  const isDiff = result.endedBy === 'exit' && (result.exitCode === 0 || result.exitCode === 1);
  if (!isDiff)
    return { ok: false, output: `${shown(path)}: ${failureOf(result, TIMEOUT_MS) ?? 'no answer'}` };
  return { ok: true, output: inWords(start, result) };
}

function inWords({ kind }: Start, { exitCode, output, truncated, totalBytes }: CommandResult): string {
  if (exitCode === 0)
    return kind === 'absent'
      ? 'It is empty or absent now, and was absent when the goal was set.'
      : 'Unchanged since the goal was set.';
  const news = kind === 'absent' ? 'It was absent when the goal was set.\n' : '';
  return `${news}${output}${truncated ? `\n(cut: the diff has ${totalBytes} bytes)` : ''}`;
}
