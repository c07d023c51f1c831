/** Temporal's own download service, asked the way Temporal's SDKs ask it (sdk-core, `ephemeral_server`). */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { FetchContext } from './fetch-context.ts';
import type { OfficialDownload } from './part.ts';
import { sha256File } from './sha256-file.ts';
import { rootMessageOf } from './thrown.ts';

const run = promisify(execFile);
const infoTimeoutMs = 5_000;
const stallTimeoutMs = 15_000;
const archNames: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** The answer of the download service. */
interface DownloadInfo {
  readonly archiveUrl: string;
  readonly fileToExtract: string;
}

/**
 * Puts the program at `directory`/`file`, if its SHA-256 is the pinned one.
 * @throws Error that says why not, in one line
 */
export async function fetchOfficial(
  download: OfficialDownload,
  directory: string,
  file: string,
  context: FetchContext,
): Promise<void> {
  const platform = `${context.platform}-${context.arch}`;
  const pinned = download.programSha256[platform];
  if (!pinned) throw new Error(`there is no pinned download for ${platform}`);
  const info = await askForArchive(download, context);
  const scratch = join(directory, '.downloads');
  await mkdir(scratch);
  const archive = join(scratch, 'archive.tar.gz');
  await saveTo(archive, info.archiveUrl);
  await run('tar', ['-xzf', archive, '-C', scratch, info.fileToExtract], { env: context.env });
  const program = join(scratch, info.fileToExtract);
  const actual = await sha256File(program);
  if (actual !== pinned) {
    throw new Error(`refused: the SHA-256 of its ${info.fileToExtract} is ${actual}, pinned is ${pinned}`);
  }
  await mkdir(dirname(join(directory, file)), { recursive: true });
  await rename(program, join(directory, file));
  await chmod(join(directory, file), 0o755);
  await openFolders(directory, dirname(file));
  await rm(scratch, { recursive: true });
}

async function askForArchive(download: OfficialDownload, context: FetchContext): Promise<DownloadInfo> {
  const query = new URLSearchParams({
    arch: archNames[context.arch] ?? context.arch,
    platform: context.platform,
    format: 'tar.gz',
  });
  const url = `${context.downloadUrl}/${download.artifact}?${query}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(infoTimeoutMs) }).catch(sayWhy(url));
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const info: unknown = await response.json().catch(sayWhy(url));
  if (!isDownloadInfo(info)) throw new Error(`${url} answered in a form that is not known here`);
  return info;
}

/** The file is named by the server, so it must not lead out of the folder that it is unpacked in. */
function isDownloadInfo(value: unknown): value is DownloadInfo {
  return (
    typeof value === 'object' &&
    value !== null &&
    'archiveUrl' in value &&
    typeof value.archiveUrl === 'string' &&
    'fileToExtract' in value &&
    typeof value.fileToExtract === 'string' &&
    /^\w[\w.-]*(\/\w[\w.-]*)*$/.test(value.fileToExtract)
  );
}

/** Gives up when nothing arrives for a while; a slow line may take as long as it needs. */
async function saveTo(path: string, url: string): Promise<void> {
  const stalled = new AbortController();
  const timer = setTimeout(() => {
    stalled.abort(new Error(`nothing came for ${stallTimeoutMs / 1000} s`));
  }, stallTimeoutMs);
  try {
    const response = await fetch(url, { signal: stalled.signal }).catch(sayWhy(url));
    if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
    const body = Readable.fromWeb(response.body);
    body.on('data', () => timer.refresh());
    await pipeline(body, createWriteStream(path)).catch(sayWhy(url));
  } finally {
    clearTimeout(timer);
  }
}

/** Names the service that failed. */
function sayWhy(url: string): (error: unknown) => never {
  return (error) => {
    throw new Error(`${new URL(url).origin}: ${rootMessageOf(error)}`);
  };
}

async function openFolders(root: string, relative: string): Promise<void> {
  for (let folder = relative; folder !== '.'; folder = dirname(folder))
    await chmod(join(root, folder), 0o755);
}
