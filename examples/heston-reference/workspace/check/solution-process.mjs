/**
 * Runs a program of `src/` in a process of its own: one JSON argument in, one JSON value out.
 *
 * What keeps it honest: the figure of a check is worked out and printed in this process, and the solution runs in another
 * one, whose output is read and never passed on. Where Node has its permission model, that process can read nothing but
 * `src/`, write nothing and start nothing, so it neither finds the reference pricer nor lives on.
 *
 * What it cannot do: the permission model is a seat belt and no wall; code that breaks out of it is a matter for review.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** A last resort against a program that never ends; it must not judge speed. */
const STUCK_AFTER_MS = 60_000;
const SHOWN_CHARACTERS = 300;

// A child may send this signal, which makes Node open its debugger to whoever connects. With a listener it does not.
process.on('SIGUSR1', () => {});

function permissionFlags() {
  const flag = ['--permission', '--experimental-permission'].find((name) =>
    process.allowedNodeEnvironmentFlags.has(name),
  );
  return flag === undefined ? [] : [flag, '--no-warnings', `--allow-fs-read=${SOURCES}`];
}

/** In quotes and on one line, so that nothing in it can pass for a line of a check. */
const shown = (text) => JSON.stringify(text.trim().slice(-SHOWN_CHARACTERS));

/** The parsed answer of `src/<name>` to the request. Rejects when there is none, with the reason in one line. */
export async function ask(name, request) {
  const child = spawn(
    process.execPath,
    [...permissionFlags(), `${SOURCES}${name}`, JSON.stringify(request)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {},
    },
  );
  let [output, errors, problem] = ['', '', undefined];
  const stop = (reason) => {
    problem ??= reason;
    child.kill('SIGKILL');
  };
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output += chunk;
    if (output.length > MAX_OUTPUT_BYTES) stop('printed too much');
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    errors = (errors + chunk).slice(-4_000);
  });
  const timer = setTimeout(() => stop('is stuck'), STUCK_AFTER_MS);
  const [exitCode] = await once(child, 'close');
  clearTimeout(timer);
  if (problem !== undefined) throw new Error(`src/${name} ${problem}`);
  if (exitCode !== 0) throw new Error(`src/${name} ended with exit code ${exitCode}: ${shown(errors)}`);
  try {
    return JSON.parse(output);
  } catch {
    throw new Error(`src/${name} did not print one JSON value but ${shown(output)}`);
  }
}

/** The price that the solution gives for a call. */
export async function askPrice(point) {
  const answer = await ask('price.mjs', point);
  if (!Number.isFinite(answer?.price)) {
    throw new Error(`src/price.mjs printed no finite "price" but ${shown(JSON.stringify(answer))}`);
  }
  return answer.price;
}
