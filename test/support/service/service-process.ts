/**
 * The embedded service as a process of its own, as a user starts it; with the few calls that tests make of
 * it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts } from '../../../embedded/free-ports.ts';
import { type Api, createApi } from './api.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface ServiceOptions {
  /** The model server answers here. */
  readonly modelUrl: string;
  /** State of an earlier start; default: a fresh directory. */
  readonly dataDirectory?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The umask that the process begins with, in octal digits. Default: that of the tests. */
  readonly umask?: string;
  /** Runs as this user and group; the data directory then has to be theirs. Default: as the tests do. */
  readonly uid?: number;
}

export interface Service {
  readonly api: Api;
  readonly temporalAddress: string;
  readonly dataDirectory: string;
  readonly pid: number;
  /** All that it has printed so far, on stdout and stderr. */
  output(): string;
  /** SIGTERM, and waits for the end; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, without any chance to clean up. */
  kill(): Promise<void>;
}

/** Open to the sandbox's user, which is another one when tests run as root. */
export async function makeDataDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'goalkeeper-test-'));
  await chmod(directory, 0o755);
  return directory;
}

export const removeDirectory = (directory: string): Promise<void> =>
  rm(directory, { recursive: true, force: true });

/** Resolves when the process says that it is ready; rejects with its output when it ends before. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const dataDirectory = options.dataDirectory ?? (await makeDataDirectory());
  const [port = 0, uiPort = 0] = await freePorts(2);
  const program = [process.execPath, join(ROOT, 'embedded/main.ts')];
  const withUmask = ['-c', 'umask "$0"; exec "$@"', options.umask ?? '022', ...program];
  const child = spawn('/bin/sh', withUmask, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      OPENAI_BASE_URL: options.modelUrl,
      OPENAI_API_KEY: 'test-key',
      BUDGET_DEFAULT: 'none',
      AUTH: 'none',
      GOALKEEPER_DATA_DIR: dataDirectory,
      PORT: '0',
      TEMPORAL_PORT: String(port),
      TEMPORAL_UI_PORT: String(uiPort),
      ...options.env,
    },
  });
  const lines = await untilReady(child);
  const url = lines.flatMap((line) => /^REST\s+(\S+)\/v1/.exec(line)?.[1] ?? [])[0];
  const temporalAddress = lines.flatMap((line) => /^Temporal\s+(\S+:\d+)$/.exec(line)?.[1] ?? [])[0];
  if (url === undefined || temporalAddress === undefined || child.pid === undefined)
    throw new Error(`the service did not say where it listens:\n${lines.join('\n')}`);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  };
  return {
    api: createApi(url),
    temporalAddress,
    dataDirectory,
    pid: child.pid,
    output: () => lines.join('\n'),
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
}

/** Resolves at `Ready` with the lines printed so far; later ones are added to them. */
async function untilReady(child: ChildProcess): Promise<string[]> {
  const lines: string[] = [];
  const collect = (stream: NodeJS.ReadableStream) =>
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  if (child.stdout === null || child.stderr === null) throw new Error('the child was started without pipes');
  collect(child.stderr);
  const output = collect(child.stdout);
  await new Promise<void>((done, fail) => {
    output.on('line', (line) => line.startsWith('Ready') && done());
    child.once('exit', (code) => fail(new Error(`the process ended with ${code}:\n${lines.join('\n')}`)));
  });
  return lines;
}
