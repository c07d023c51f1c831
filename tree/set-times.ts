/** Sets modification times to the nanosecond, which no function of Node can: its times are numbers. */
import { feedEach } from './feed-paths.ts';
import type { BytePath } from './tree-paths.ts';

/** Seconds since 1970 with nanoseconds. Links themselves, never what they point to; nothing is made. */
export const setModificationTimes = (
  directory: string,
  times: Iterable<readonly [BytePath, string]>,
): Promise<void> =>
  feedEach(
    directory,
    ['touch', '-c', '-h', '-m', '-d'],
    [...times].map(([path, mtime]) => [`@${mtime}`, path]),
  );

/** A time, in nanoseconds, is written as `find` writes it. */
export const timeText = (nanoseconds: bigint): string => {
  const seconds = nanoseconds / 1_000_000_000n;
  return `${seconds}.${(nanoseconds - seconds * 1_000_000_000n).toString().padStart(9, '0')}`;
};
