/** Lets Schemathesis make requests of an OpenAPI document, and reads what it counted. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installSchemathesis } from './install.ts';
import { type GeneratedCases, readCases } from './read-cases.ts';

const CONFIG = join(import.meta.dirname, 'schemathesis.toml');

export interface RunOptions {
  /** Where `/openapi.json` is. */
  readonly documentUrl: string;
  /** The most generated requests for each operation and phase. */
  readonly maxExamples: number;
  readonly seed: number;
  readonly phases: readonly string[];
  /** Is shown with every request; absent: none is asked for. */
  readonly key?: string;
}

export interface SchemathesisRun extends GeneratedCases {
  readonly exitCode: number;
  /** What a person would have read. */
  readonly output: string;
}

export async function runSchemathesis(options: RunOptions): Promise<SchemathesisRun> {
  const packages = await installSchemathesis();
  const directory = await mkdtemp(join(tmpdir(), 'schemathesis-'));
  const report = join(directory, 'report.ndjson');
  const args = [
    ...['-m', 'schemathesis.cli', '--config-file', CONFIG, 'run', options.documentUrl],
    ...['--checks', 'all', '--phases', options.phases.join(','), '--max-examples', `${options.maxExamples}`],
    ...['--seed', `${options.seed}`, '--continue-on-failure', '--generation-database', 'none'],
    // A busy machine is no failure.
    ...['--request-timeout', '120', '--suppress-health-check', 'all', '--no-color'],
    ...(options.key === undefined ? [] : ['--header', `Authorization: Bearer ${options.key}`]),
    ...['--report', 'ndjson', '--report-ndjson-path', report],
  ];
  const env = { ...process.env, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1', NODE_OPTIONS: '' };
  try {
    const { code, output } = await new Promise<{ code: number; output: string }>((done) => {
      const settings = { cwd: directory, env, maxBuffer: 2 ** 28 };
      const child = execFile('python3', args, settings, (_, stdout, stderr) =>
        done({ code: child.exitCode ?? 1, output: `${stdout}\n${stderr}` }),
      );
    });
    return { exitCode: code, output, ...readCases(await readFile(report, 'utf8').catch(() => '')) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
