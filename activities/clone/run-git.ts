/**
 * The system's git, with nothing but what it is told: no configuration of the machine, of the user or of the
 * repository runs anything, and only the pinned host is asked.
 */
import type { GitUrl } from '../../contracts/git/git-url.ts';
import { hostInUrl } from '../../net/host.ts';
import type { GitSettings } from '../../settings/git-settings.ts';
import { kill } from '../../spawner/kill.ts';
import { STDOUT } from '../../spawner/messages.ts';
import { startProgram } from '../../spawner/start-program.ts';
import { credentialFor } from './credential-for.ts';
import { ownLines } from './own-lines.ts';

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
  | {
      readonly ok: false;
      readonly complaint: string;
      readonly isTooLarge: boolean;
      /** What it wrote before it failed: `push` tells there of each ref. */
      readonly output?: Buffer;
    };

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const ENDED_SILENTLY = 'fatal: fetch-pack: invalid index-pack output';
const MAX_COMPLAINT_CHARACTERS = 8_000;
/** It stands for the beginning of a complaint, which is the remote's until a line of it ends. */
const LOST = 'remote: …';
const BLOCK_BYTES = 512;
const TOO_LARGE =
  /File size limit|file too large|signal 25|out of memory|mmap failed|cannot allocate memory/i;

/** What git may hold beside the files that it maps. */
const MAX_MEMORY_BYTES = 2 * 1024 ** 3;

/** Faults that old tools left in honest histories, and that lead nowhere. */
const HARMLESS = [
  'badDate',
  'badEmail',
  'badName',
  'badTimezone',
  'missingEmail',
  'missingNameBeforeEmail',
  'missingSpaceBeforeDate',
  'missingSpaceBeforeEmail',
  'zeroPaddedDate',
  'zeroPaddedFilemode',
] as const;

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
  ['fetch.fsckObjects', 'true'],
  ['transfer.fsckObjects', 'true'],
  ...HARMLESS.map((fault) => [`fetch.fsck.${fault}`, 'ignore'] as const),
  // One pack, so that the limit on a file holds for all that is fetched.
  ['fetch.unpackLimit', '1'],
  ['pack.threads', '2'],
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
  const blocks = Math.ceil(run.maxFileBytes / BLOCK_BYTES);
  const kilobytes = Math.ceil((run.maxFileBytes + MAX_MEMORY_BYTES) / 1024);
  const limits = `ulimit -f ${blocks} && ulimit -v ${kilobytes}`;
  const output: Buffer[] = [];
  let bytes = 0;
  let complaint = '';
  const git = await startProgram(
    {
      file: '/bin/sh',
      args: ['-c', `${limits} && exec git "$@"`, 'git', ...run.args],
      cwd: run.directory,
      env: environmentOf(run, config),
      slots: ['told', 'told'],
      detached: true,
    },
    (slot, chunk) => {
      if (slot !== STDOUT) complaint = endOf(complaint + chunk.toString());
      else if (bytes <= MAX_OUTPUT_BYTES) output.push(chunk);
      if (slot === STDOUT) bytes += chunk.length;
      if (bytes > MAX_OUTPUT_BYTES) stop();
    },
  );
  const stop = (): void => kill(-git.pid);
  run.signal.addEventListener('abort', stop);
  try {
    if (run.signal.aborted) stop();
    const { exitCode: code } = await git.ended;
    run.signal.throwIfAborted();
    if (code === 0 && bytes <= MAX_OUTPUT_BYTES) return { ok: true, output: Buffer.concat(output) };
    const isTooLarge = bytes > MAX_OUTPUT_BYTES || code === null || saysTooLarge(complaint);
    return { ok: false, complaint: complaint.trim(), isTooLarge, output: Buffer.concat(output) };
  } finally {
    run.signal.removeEventListener('abort', stop);
  }
}

async function configOf({ from, settings }: GitRun): Promise<(readonly [string, string])[]> {
  if (from === undefined) return [];
  const { git, address } = from;
  const config: (readonly [string, string])[] = [[`protocol.${git.scheme}.allow`, 'always']];
  if (git.scheme === 'ssh') return config;
  config.push(['http.curloptResolve', `${git.host}:${git.port}:${hostInUrl(address)}`]);
  if (settings.caFile !== undefined) config.push(['http.sslCAInfo', settings.caFile]);
  const credential = await credentialFor(git, settings.credentialsFile);
  if (credential !== undefined) {
    const origin = git.url.slice(0, git.url.length - git.path.length);
    const token = Buffer.from(`${credential.user}:${credential.password}`).toString('base64');
    config.push([`http.${origin}/.extraHeader`, `Authorization: Basic ${token}`]);
  }
  return config;
}

/** The part of git that keeps what is fetched says nothing when a limit ends it. */
function saysTooLarge(complaint: string): boolean {
  const lines = ownLines(complaint);
  const last = lines.filter((line) => line.startsWith('fatal: '));
  return lines.some((line) => TOO_LARGE.test(line)) || (last.length === 1 && last[0] === ENDED_SILENTLY);
}

/** A line whose beginning is lost is left out: nobody could tell who wrote it. */
function endOf(complaint: string): string {
  if (complaint.length <= MAX_COMPLAINT_CHARACTERS) return complaint;
  const kept = complaint.slice(-MAX_COMPLAINT_CHARACTERS);
  const end = kept.search(/[\r\n]/);
  return end === -1 ? LOST : `${LOST}${kept.slice(end)}`;
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
