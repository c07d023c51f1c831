/** Sends a signal to a process, or to the group that `-pid` stands for; one that has ended is left alone. */
export function kill(pid: number, signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Ended in the meantime.
  }
}
