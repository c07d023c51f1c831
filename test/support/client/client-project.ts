/** A folder with the generated types of a client, in which programs that use it are compiled and run. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
const COMPILER = join(ROOT, 'node_modules/typescript/bin/tsc');
const OPTIONS = [
  '--ignoreConfig',
  '--noEmit',
  '--strict',
  '--target',
  'es2024',
  '--module',
  'nodenext',
  '--types',
  'node',
];

export interface ClientProject {
  /** The errors of the compiler, one line each. */
  compile(program: string): Promise<string[]>;
  /** What the program prints. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** The project lies inside the repository, so that programs find its packages; git does not see it. */
export async function createClientProject(document: object): Promise<ClientProject> {
  await mkdir(join(ROOT, '.goalkeeper'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.goalkeeper/client-'));
  const file = (name: string): string => join(folder, name);
  await writeFile(file('document.json'), JSON.stringify(document));
  await writeFile(file('package.json'), '{"type":"module"}');
  const generator = join(import.meta.dirname, 'generate-client.ts');
  const made = await outputOf([generator, file('document.json'), file('api.d.ts')]);
  if (made.failed) throw new Error(`the client's types could not be made: ${made.output}`);
  return {
    async compile(program) {
      await writeFile(file('program.ts'), program);
      const { output } = await outputOf([COMPILER, ...OPTIONS, file('program.ts')]);
      return output.split('\n').filter((line) => /error TS\d+/.test(line));
    },
    async run(program, ...args) {
      await writeFile(file('program.ts'), program);
      const { output, failed } = await outputOf([file('program.ts'), ...args]);
      if (failed) throw new Error(output);
      return output;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** The program runs on the Node that runs the tests. */
const outputOf = (args: readonly string[]): Promise<{ output: string; failed: boolean }> =>
  new Promise((done) => {
    execFile(process.execPath, args, { cwd: ROOT }, (error, stdout, stderr) =>
      done({ output: `${stdout}${stderr}`, failed: error !== null }),
    );
  });
