/** A program counts as found only once it has run here. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { failure, type PartOutcome, type Proof } from './part.ts';

const timeoutMs = 20_000;

/** Runs the program with the proof's arguments and judges its output; the exit code does not matter. */
export function proveProgram(path: string, proof: Proof, env: NodeJS.ProcessEnv): Promise<PartOutcome> {
  return new Promise((resolve) => {
    if (!existsSync(path)) return resolve(failure(`there is no ${path}`));
    execFile(path, [...proof.args], { env, timeout: timeoutMs }, (error, stdout, stderr) => {
      const match = proof.output.exec(`${stdout}\n${stderr}`);
      if (match) {
        const version = match[1];
        const tooOld =
          version !== undefined &&
          proof.minimumVersion !== undefined &&
          compareVersions(version, proof.minimumVersion) < 0;
        resolve(
          tooOld
            ? failure(`${path} is version ${version}, needed is ${proof.minimumVersion} or newer`)
            : { ok: true, path },
        );
      } else {
        resolve(failure(`${path} does not run: ${whyNot(error, stdout, stderr)}`));
      }
    });
  });
}

function whyNot(error: Error | null, stdout: string, stderr: string): string {
  if (error && 'killed' in error && error.killed) return `no answer within ${timeoutMs / 1000} s`;
  const lastLine = `${stdout}\n${stderr}`.trim().split('\n').at(-1);
  return lastLine || error?.message || 'it printed nothing';
}

/** Compares dotted numbers: negative when `a` is the older one. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
