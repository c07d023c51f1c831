/** Runs one of the system's tools over any number of paths, which it gets NUL-separated through `xargs`. */
import { startProgram } from '../spawner/start-program.ts';
import { complainsOfFullDisk, DiskFull, TOOL_LOCALE } from './full-disk.ts';
import { isShort, type ShortPath, shortPath } from './short-path.ts';
import { type BytePath, toHostPath } from './tree-paths.ts';

/** Paths that are too long for the tool each hold a directory open. */
const MAX_LONG_PATHS = 200;

/**
 * The paths follow the tool's arguments, relative to `directory`; an empty one is the directory. Rejects with
 * what the tool complained about.
 */
export const feedPaths = (
  directory: string,
  tool: readonly string[],
  paths: Iterable<BytePath>,
): Promise<void> =>
  feed(
    directory,
    ['--', ...tool, '--'],
    [...paths].map((path) => [path]),
  );

/** One run of the tool for each pair: an argument, and the path. */
export const feedEach = (
  directory: string,
  tool: readonly string[],
  pairs: readonly (readonly [string, BytePath])[],
): Promise<void> => feed(directory, ['-n', '2', '-P', '2', '--', ...tool], pairs);

async function feed(
  directory: string,
  command: readonly string[],
  records: readonly (readonly string[])[],
): Promise<void> {
  const isLong = (record: readonly string[]): boolean => !isShort(toHostPath(directory, record.at(-1) ?? ''));
  const long = records.filter(isLong);
  await run(directory, command, long.length === 0 ? records : records.filter((each) => !isLong(each)));
  for (let first = 0; first < long.length; first += MAX_LONG_PATHS) {
    const held: ShortPath[] = [];
    try {
      const batch = long.slice(first, first + MAX_LONG_PATHS).map((record) => {
        const short = shortPath(toHostPath(directory, record.at(-1) ?? ''));
        held.push(short);
        return [...record.slice(0, -1), short.path.toString('latin1')];
      });
      await run(directory, command, batch);
    } finally {
      for (const short of held) short.close();
    }
  }
}

async function run(
  directory: string,
  command: readonly string[],
  records: readonly (readonly string[])[],
): Promise<void> {
  if (records.length === 0) return;
  const complaints: Buffer[] = [];
  const xargs = await startProgram(
    {
      file: 'xargs',
      args: ['-0', '-r', ...command],
      cwd: directory,
      env: { ...process.env, ...TOOL_LOCALE },
      stdin: Buffer.from(records.map(argumentsOf).join(''), 'latin1'),
      slots: ['ignore', 'told'],
    },
    (_, chunk) => complaints.push(chunk),
  );
  const { exitCode } = await xargs.ended;
  if (exitCode === 0) return;
  const complaint = Buffer.concat(complaints).toString();
  if (complainsOfFullDisk(complaint)) throw new DiskFull(complaint);
  throw new Error(`${complaint.trim().slice(0, 500)} (${command.join(' ')})`);
}

const argumentsOf = (record: readonly string[]): string => {
  const path = record.at(-1) ?? '';
  const shown = path.startsWith('/proc/') ? path : `./${path}`;
  return [...record.slice(0, -1), shown].map((argument) => `${argument}\0`).join('');
};
