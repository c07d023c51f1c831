/** How much of its disk a tree takes, by the system's `du`: no link is followed, no file counts twice. */
import { startProgram } from '../spawner/start-program.ts';

/** What vanishes meanwhile, or is closed to us, is left out; 0 where nothing is. */
export async function diskUsage(directories: readonly string[]): Promise<number> {
  let said = '';
  const du = await startProgram(
    {
      file: 'du',
      args: ['--summarize', '--total', '--block-size=1', '--', ...directories],
      env: { ...process.env, LC_ALL: 'C' },
      slots: ['told'],
    },
    (_, chunk) => {
      said += chunk.toString('latin1');
    },
  );
  await du.ended;
  return Number(/^(\d+)\ttotal$/m.exec(said)?.[1] ?? 0);
}
