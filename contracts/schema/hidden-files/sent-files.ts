/**
 * Files that come along with a hidden check: inline, or as a tar. Each gets its digest here; its content
 * travels beside it until whoever stores the contract has put it away. A file may also be named by the digest
 * of content that was sent before.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HiddenFile } from '../../../workflows/contract/contract.ts';
import { clashIn, hiddenPath } from './hidden-path.ts';
import { readTar } from './read-tar.ts';

/** The content is with it, unless that was sent before. */
export interface SentFile extends HiddenFile {
  readonly contentBase64?: string;
}

const MAX_FILES = 200;
/** All files of a contract together have at most so many; a body of a request holds no more. */
export const MAX_HIDDEN_BYTES = 512 * 1024;
const TOO_LARGE = `hidden files of a contract may have ${MAX_HIDDEN_BYTES / 1024} KiB together`;
const DEFAULT_MODE = '644';

const sentFile = z
  .strictObject({
    path: z.string().min(1).describe('Below the workspace.'),
    content: z
      .string()
      .refine((content) => content.isWellFormed(), { message: 'must not hold half a character' })
      .describe('As text.')
      .exactOptional(),
    contentBase64: z.base64().describe('In place of content, for any bytes.').exactOptional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex')
      .describe('In place of content: what this thread was sent before, as GET goal shows it.')
      .exactOptional(),
    sizeBytes: z.int().min(0).max(MAX_HIDDEN_BYTES, TOO_LARGE).exactOptional(),
    mode: z
      .string()
      .regex(/^0?[0-7]{3}$/, 'must be permissions in octal, e.g. "755"')
      .default(DEFAULT_MODE),
  })
  .transform(({ path: written, content, contentBase64, sha256, sizeBytes, mode }, context): SentFile => {
    const path = hiddenPath(written);
    if (!path.ok) return refuse(context, path.problem, 'path');
    const named = { path: path.path, mode: mode.slice(-3) };
    if (content !== undefined && contentBase64 !== undefined)
      return refuse(context, 'has content and contentBase64: send either', 'content');
    const bytes =
      content === undefined
        ? contentBase64 === undefined
          ? undefined
          : Buffer.from(contentBase64, 'base64')
        : Buffer.from(content);
    if (bytes !== undefined) {
      const file = withContent(named, bytes);
      return sha256 === undefined || sha256 === file.sha256
        ? file
        : refuse(context, 'is not the SHA-256 of the content', 'sha256');
    }
    if (sha256 === undefined || sizeBytes === undefined)
      return refuse(
        context,
        `${JSON.stringify(written)} has no content, nor the sha256 and sizeBytes of one`,
        'content',
      );
    return { ...named, sha256, sizeBytes };
  });

function refuse(context: z.RefinementCtx, message: string, field: string): never {
  context.addIssue({ code: 'custom', message, path: [field] });
  return z.NEVER;
}

const withContent = (named: Pick<SentFile, 'path' | 'mode'>, content: Buffer): SentFile => ({
  ...named,
  sha256: createHash('sha256').update(content).digest('hex'),
  sizeBytes: content.length,
  contentBase64: content.toString('base64'),
});

export const sentFiles = z
  .array(sentFile)
  .max(MAX_FILES)
  .superRefine((files, context) => {
    const clash = clashIn(files.map(({ path }) => path));
    if (clash !== undefined) context.addIssue({ code: 'custom', message: clashProblem(clash) });
  });

const clashProblem = (path: string): string => `${JSON.stringify(path)} stands twice, or below another file`;

export const sentTar = z.base64().transform((base64, context): readonly SentFile[] => {
  const tar = readTar(Buffer.from(base64, 'base64'));
  const fail = (message: string): never => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (!tar.ok) return fail(tar.problem);
  if (tar.files.length > MAX_FILES) return fail(`holds more than ${MAX_FILES} files`);
  const files: SentFile[] = [];
  for (const { path: written, mode, content } of tar.files) {
    const path = hiddenPath(written);
    if (!path.ok) return fail(path.problem);
    files.push(withContent({ path: path.path, mode }, content));
  }
  const clash = clashIn(files.map(({ path }) => path));
  return clash === undefined ? files : fail(clashProblem(clash));
});

interface WithChecks {
  readonly verification?:
    | { readonly checks?: readonly { readonly files?: readonly HiddenFile[] }[] | undefined }
    | undefined;
  readonly constraints?:
    | { readonly checks?: readonly { readonly files?: readonly HiddenFile[] }[] | undefined }
    | undefined;
}

/** The limit is the contract's, so that twenty checks do not have twenty times as much. */
export function refuseLargeFiles({ verification, constraints }: WithChecks, context: z.RefinementCtx): void {
  const checks = [...(verification?.checks ?? []), ...(constraints?.checks ?? [])];
  const totalBytes = checks
    .flatMap(({ files = [] }) => files)
    .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (totalBytes > MAX_HIDDEN_BYTES)
    context.addIssue({
      code: 'custom',
      message: `${TOO_LARGE}; these have ${totalBytes} bytes`,
      path: ['verification', 'checks'],
    });
}
