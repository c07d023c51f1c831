/**
 * The umask of a process that runs commands for others. What has to be private is made so by its own mode; a
 * narrower umask would close to the sandbox's user what it has to reach, and change the modes of files that
 * checks see.
 */
export function takeUsualUmask(): void {
  process.umask(0o022);
}
