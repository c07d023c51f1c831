/**
 * A child process that never outlives this one, however this one ends, and that a Ctrl-C at the terminal does
 * not reach.
 *
 * A shell stands between the two. Its standard input is a pipe whose other end only this process holds, so
 * the kernel closes it when this process is gone, by SIGKILL too. The shell's watcher then ends the child:
 * SIGTERM, and SIGKILL after the grace period. `stop()` closes the pipe by hand, so the orderly way and the
 * other one are the same.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface GuardedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Takes the standard output and error of the command, appended. */
  readonly logFile: string;
  /** Gets the command's process id. It stays behind, stale, when the command ends. */
  readonly pidFile: string;
  /** How long the command has for an orderly end. */
  readonly graceSeconds: number;
}

export interface ProcessExit {
  /** Exit code, 128 + signal number after a signal, or `null` when the shell itself was killed. */
  readonly code: number | null;
  /** Whether `stop()` was called before. */
  readonly wanted: boolean;
}

export interface GuardedProcess {
  readonly pid: number;
  readonly exited: Promise<ProcessExit>;
  readonly stop: () => Promise<void>;
}

// What the child makes is private. The signals are ignored only after the child was started, which therefore
// does not inherit that. The
// watcher keeps the pipe as descriptor 3, since a shell gives /dev/null to
// background jobs as standard input.
const guard = `
umask 077
log=$1 pid_file=$2 grace=$3; shift 3
exec 3<&0 </dev/null 2>>"$log"
"$@" 3<&- >>"$log" &
child=$!
trap '' HUP INT TERM
echo "$child" >"$pid_file"
echo "$child"
exec >/dev/null
(
  while read -r _ <&3; do :; done
  kill -TERM "$child"
  tenths=$((grace * 10))
  while [ "$tenths" -gt 0 ] && kill -0 "$child"; do sleep 0.1; tenths=$((tenths - 1)); done
  kill -KILL "$child"
) 2>/dev/null &
watcher=$!
exec 3<&-
wait "$child"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
`;

/** Starts the command in a session of its own. @throws Error when no shell can be started */
export async function startGuardedProcess(options: GuardedCommand): Promise<GuardedProcess> {
  const { command, args, env, logFile, pidFile, graceSeconds } = options;
  const shell = spawn(
    '/bin/sh',
    ['-c', guard, 'sh', logFile, pidFile, String(graceSeconds), command, ...args],
    {
      env,
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  let wanted = false;
  const exited = new Promise<ProcessExit>((resolve, reject) => {
    shell.once('error', reject);
    // Closing the pipe matters when somebody killed the shell: the watcher then still ends the child.
    shell.once('exit', (code) => {
      shell.stdin.destroy();
      resolve({ code, wanted });
    });
  });
  exited.catch(() => {});
  const pid = await firstNumber(shell.stdout);
  if (pid === undefined) {
    const { code } = await exited;
    throw new Error(`${command} could not be started: the shell ended with ${code}`);
  }

  const stop = async (): Promise<void> => {
    wanted = true;
    shell.stdin.destroy();
    await exited;
  };
  return { pid, exited, stop };
}

async function firstNumber(stream: NodeJS.ReadableStream): Promise<number | undefined> {
  for await (const line of createInterface({ input: stream })) {
    const number = Number(line);
    if (Number.isInteger(number)) return number;
  }
  return undefined;
}
