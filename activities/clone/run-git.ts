/**
 * The system's git, with nothing but what it is told: no configuration of the machine, of the user or of the
 * repository runs anything, and only the pinned host is asked.
 */
import { spawn } from 'node:child_process';
import type { GitUrl } from '../../contracts/git/git-url.ts';
import type { GitSettings } from '../../settings/git-settings.ts';
import { credentialFor } from './credential-for.ts';

export interface GitRun {
  readonly directory: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  /** The host that may be asked; absent: none. */
  readonly from?: { readonly git: GitUrl; readonly address: string };
  readonly settings: GitSettings;
  /** No file may grow beyond it. */
  readonly maxFileBytes: number;
}

export type GitEnd =
  | { readonly ok: true; readonly output: Buffer }
  | { readonly ok: false; readonly complaint: string; readonly isTooLarge: boolean };

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const MAX_COMPLAINT_CHARACTERS = 2_000;
const BLOCK_BYTES = 512;

const ALWAYS: readonly (readonly [string, string])[] = [
  ['protocol.allow', 'never'],
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.attributesFile', '/dev/null'],
  ['core.excludesFile', '/dev/null'],
  ['core.askPass', ''],
  ['credential.helper', ''],
  ['http.followRedirects', 'false'],
  ['http.proxy', ''],
  ['fetch.fsckObjects', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['submodule.recurse', 'false'],
  ['advice.detachedHead', 'false'],
  ['safe.directory', '*'],
  ['init.defaultBranch', 'main'],
];

/** Resolves with how it ended; rejects when it was stopped, or cannot be started. */
export async function runGit(run: GitRun): Promise<GitEnd> {
  const config = [...ALWAYS, ...(await configOf(run))];
  const limit = Math.ceil(run.maxFileBytes / BLOCK_BYTES);
  const child = spawn('/bin/sh', ['-c', `ulimit -f ${limit}; exec git "$@"`, 'git', ...run.args], {
    cwd: run.directory,
    env: environmentOf(run, config),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stop = (): void => {
    if (child.pid !== undefined)
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
  };
  run.signal.addEventListener('abort', stop);
  const output: Buffer[] = [];
  let bytes = 0;
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_OUTPUT_BYTES) stop();
    else output.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-MAX_COMPLAINT_CHARACTERS);
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
      if (run.signal.aborted) stop();
    });
    run.signal.throwIfAborted();
    if (code === 0 && bytes <= MAX_OUTPUT_BYTES) return { ok: true, output: Buffer.concat(output) };
    const isTooLarge =
      bytes > MAX_OUTPUT_BYTES ||
      code === null ||
      /File size limit|file too large|File too large|signal 25/.test(complaint);
    return { ok: false, complaint: complaint.trim(), isTooLarge };
  } finally {
    run.signal.removeEventListener('abort', stop);
  }
}

async function configOf({ from, settings }: GitRun): Promise<(readonly [string, string])[]> {
  if (from === undefined) return [];
  const { git, address } = from;
  const config: (readonly [string, string])[] = [[`protocol.${git.scheme}.allow`, 'always']];
  if (git.scheme === 'ssh') return config;
  const literal = address.includes(':') ? `[${address}]` : address;
  config.push(['http.curloptResolve', `${git.host}:${git.port}:${literal}`]);
  const credential = await credentialFor(git, settings.credentialsFile);
  if (credential !== undefined) {
    const origin = git.url.slice(0, git.url.length - git.path.length);
    const token = Buffer.from(`${credential.user}:${credential.password}`).toString('base64');
    config.push([`http.${origin}/.extraHeader`, `Authorization: Basic ${token}`]);
  }
  return config;
}

/** Configuration goes by the environment: an argument could be read by every user of the machine. */
function environmentOf(run: GitRun, config: readonly (readonly [string, string])[]): NodeJS.ProcessEnv {
  const pairs = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CEILING_DIRECTORIES: run.directory,
    GIT_SSH_COMMAND: sshOf(run),
    GIT_SSH_VARIANT: 'ssh',
    GIT_CONFIG_COUNT: `${config.length}`,
    ...Object.fromEntries(pairs),
  };
}

/** Its host key has to be one that the operator has listed. */
function sshOf({ from, settings }: GitRun): string {
  if (from === undefined || from.git.scheme !== 'ssh') return 'false';
  const { sshKeyFile, sshKnownHostsFile } = settings;
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${sshKnownHostsFile ?? '/dev/null'}`,
    'GlobalKnownHostsFile=/dev/null',
    `HostName=${from.address}`,
    `HostKeyAlias=${from.git.host}`,
    'IdentitiesOnly=yes',
    'IdentityAgent=none',
    'ForwardAgent=no',
    'ClearAllForwardings=yes',
    'PermitLocalCommand=no',
    'ProxyCommand=none',
  ];
  const key = sshKeyFile === undefined ? [] : ['-i', quoted(sshKeyFile)];
  return ['ssh', '-F', '/dev/null', ...key, ...options.flatMap((each) => ['-o', quoted(each)])].join(' ');
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
