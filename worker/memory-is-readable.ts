/** Whether this kernel lets processes of one user look into each other's memory. */
import { readFileSync } from 'node:fs';

const PTRACE_SCOPE = '/proc/sys/kernel/yama/ptrace_scope';

/** `true` also where the kernel lacks Yama, which is what would forbid it. */
export function memoryIsReadable(path: string = PTRACE_SCOPE): boolean {
  try {
    return readFileSync(path, 'utf8').trim() === '0';
  } catch {
    return true;
  }
}
