/** A client that openapi-python-client makes of the document, and programs that use it. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { installPythonPackages } from '../python/install.ts';

export interface PythonClient {
  /** What the generator left out, a line each. */
  readonly warnings: readonly string[];
  /** Names of its operations. */
  operations(): Promise<string[]>;
  /** The errors of mypy, by its strict rules, in this program. */
  check(program: string): Promise<string[]>;
  /** What the program prints. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

export async function createPythonClient(document: object): Promise<PythonClient> {
  const packages = await installPythonPackages(
    'python-client',
    join(import.meta.dirname, 'requirements.txt'),
  );
  const folder = await mkdtemp(join(tmpdir(), 'python-client-'));
  const env = {
    ...process.env,
    PYTHONPATH: `${packages}:${folder}`,
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const python = (...args: readonly string[]): Promise<{ output: string; failed: boolean }> =>
    new Promise((done) => {
      execFile('python3', args, { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
        done({ output: error === null ? stdout : `${stdout}\n${stderr}`, failed: error !== null }),
      );
    });
  await writeFile(join(folder, 'document.json'), JSON.stringify(document));
  const made = await python(
    ...['-m', 'openapi_python_client', 'generate', '--path', 'document.json', '--meta', 'none'],
    ...['--config', join(import.meta.dirname, 'config.yaml')],
    ...['--output-path', join(folder, 'goalkeeper_client')],
  );
  if (made.failed) throw new Error(`the client could not be made: ${made.output}`);
  return {
    warnings: made.output.split('\n').filter((line) => line.startsWith('WARNING')),
    async operations() {
      const names = await readdir(join(folder, 'goalkeeper_client/api'), { recursive: true });
      return names.map((name) => basename(name, '.py'));
    },
    async check(program) {
      const { output } = await python('-m', 'mypy', '--strict', '--follow-imports=silent', program);
      return output.split('\n').filter((line) => line.includes(' error: '));
    },
    async run(program, ...args) {
      const { output, failed } = await python(program, ...args);
      if (failed) throw new Error(output);
      return output;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
