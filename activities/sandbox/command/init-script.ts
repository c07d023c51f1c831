/**
 * The shell between bubblewrap and the command, process 1 of the sandbox. When it ends, the kernel kills
 * everything else in there before bubblewrap is told, so that nothing outlives a command that has been
 * reported as ended. Before that it says who was still alive.
 */

/**
 * Descriptors that the shell gets; each is a single digit, more than one no POSIX shell has to take in a
 * redirection.
 */
export const REPORT_FD = 4;
export const STDERR_FD = 5;

export interface InitOptions {
  /** The command's stderr goes to `STDERR_FD`; else to stdout, in true order. */
  readonly separateStderr: boolean;
  /**
   * A report about processes left alive goes to `REPORT_FD`. Only where the shell is process 1 of a
   * namespace.
   */
  readonly reports: boolean;
}

/**
 * A command line; the command's own is appended. It joins stderr to stdout, so that the outer stderr carries
 * nothing but bubblewrap's own complaints. `exit` keeps it from becoming the command.
 */
export function initArguments({ separateStderr, reports }: InitOptions): string[] {
  const join = separateStderr ? `exec 2>&${STDERR_FD} ${STDERR_FD}>&-` : 'exec 2>&1';
  const run = reports ? `"$@" ${REPORT_FD}>&-; status=$?; ${REPORT_SCRIPT}` : '"$@"; status=$?';
  return ['/bin/sh', '-c', `umask 022; ${join}; ${run}; exit $status`, 'sh'];
}

/**
 * Signal 0 to -1 succeeds as long as there is any other process: one call of the kernel, which no process
 * escapes by forking. A short wait lets those end that are ending, and reaps orphans that have; who is there
 * after it has been left. Names are those of /proc/<pid>/status, in which line breaks are escaped. A first
 * thread that has ended while others live is shown as a zombie.
 */
const REPORT_SCRIPT = `exec 2>/dev/null; count=0
while kill -0 -1 && [ $count -lt 10 ]; do /bin/sleep 0.04; count=$((count + 1)); done
if kill -0 -1; then
  named=0
  for directory in /proc/[0-9]*; do
    if [ $directory = /proc/1 ] || [ $named -ge 20 ]; then continue; fi
    name= state= threads=0
    while read -r key value; do
      case $key in Name:) name=$value ;; State:) state=$value ;; Threads:) threads=$value ;; esac
    done <$directory/status
    case $state in Z*|X*) if [ $threads -le 1 ]; then continue; fi ;; '') continue ;; esac
    printf 'left %s\\n' "$name" >&${REPORT_FD}; named=$((named + 1))
  done
  if [ $named = 0 ] && kill -0 -1; then echo 'left (unknown)' >&${REPORT_FD}; fi
fi
echo end >&${REPORT_FD}`;

/** What the report says; of one that does not reach its end, that it is not known who was left. Pure. */
export function leftProcessesIn(report: string): string[] {
  const lines = report.split('\n');
  if (lines.at(-2) !== 'end') return ['(unknown)'];
  return lines.filter((line) => line.startsWith('left ')).map((line) => line.slice('left '.length));
}
