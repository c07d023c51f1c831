/**
 * Starts the service and runs checkouts through it on a virtual clock. The clock counts nothing but backend calls: a
 * call made at t is answered at t + its latency; calls in flight together overlap; nothing else takes time. So the
 * figure is the same on a fast and on a slow machine.
 *
 * What keeps it honest: clock, backend and prices live in this process, and the service in another one, which has no
 * way to an answer but a call. Where Node has its permission model, that process can read nothing but `src/`, write
 * nothing, and start nothing. Its output is marked line by line, so it cannot print a figure of its own.
 *
 * What it cannot do: time spent computing in the service counts as nothing, so a slow algorithm goes unseen. The
 * permission model is a seat belt and no wall; code that breaks out of it, or takes over `service-host.js` from
 * within, is a matter for review.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { latencyMs } from './backend.js';

const HOST = fileURLToPath(new URL('./service-host.js', import.meta.url));
const READABLE = [
  HOST,
  fileURLToPath(new URL('../package.json', import.meta.url)),
  fileURLToPath(new URL('../src/', import.meta.url)),
];
/** Real time, as a last resort against a service that never answers; generous, since it must not judge speed. */
const STUCK_AFTER_MS = 20_000;

// The service may send this signal, at which Node opens its debugger to whoever connects. With a listener it does not.
process.on('SIGUSR1', () => {});

function permissionFlags() {
  const flag = ['--permission', '--experimental-permission'].find((name) =>
    process.allowedNodeEnvironmentFlags.has(name),
  );
  return flag === undefined
    ? []
    : [flag, '--no-warnings', ...READABLE.map((path) => `--allow-fs-read=${path}`)];
}

/** Reports of the child in the order sent; `next` rejects when the child has ended or says nothing any more. */
function reportsOf(child) {
  const arrived = [];
  let ended;
  let notify = () => {};
  child.on('message', (report) => {
    arrived.push(report);
    notify();
  });
  child.on('exit', (code) => {
    ended = new Error(`the service ended with exit code ${code}`);
    notify();
  });
  return {
    async next() {
      if (arrived.length === 0 && ended === undefined) {
        await new Promise((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error('the service is stuck')), STUCK_AFTER_MS);
          notify = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      if (arrived.length > 0) return arrived.shift();
      throw ended;
    },
  };
}

function answerOf(backend, { callId, operation, args }) {
  try {
    return { callId, value: backend.answer(operation, args) };
  } catch (error) {
    return { callId, error: error.message };
  }
}

/** Starts `src/` in its process. Rejects when it does not start, e.g. for a syntax error. */
export async function startService() {
  const child = fork(HOST, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: permissionFlags(),
    env: {},
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => process.stderr.write(`[service] ${line}\n`));
  }
  const closed = once(child, 'close');
  const reports = reportsOf(child);
  await reports.next();

  return {
    /**
     * Runs one basket to its end: `{ result | error, virtualMs }`. It ends when the service has its outcome and all
     * calls are answered. Rejects when the service ends or hangs.
     */
    async checkout(backend, checkoutIndex, basket) {
      let nowMs = 0;
      let outcome;
      let inFlight = [];
      /** Takes reports until the one that shows the service idle after what it was told. */
      async function listen(isReaction) {
        for (;;) {
          const report = await reports.next();
          for (const call of report.calls) {
            inFlight.push({ call, atMs: nowMs + latencyMs(checkoutIndex, call.operation, call.args) });
          }
          outcome ??= report.outcome;
          if (isReaction(report)) return;
        }
      }
      child.send({ basket });
      await listen((report) => report.began === true);
      while (outcome === undefined || inFlight.length > 0) {
        if (inFlight.length === 0) {
          // It waits for something that is no backend call, which takes no virtual time.
          await listen(() => true);
          continue;
        }
        inFlight = inFlight.toSorted((a, b) => a.atMs - b.atMs);
        const { call, atMs } = inFlight.shift();
        nowMs = atMs;
        child.send(answerOf(backend, call));
        await listen((report) => report.answered === call.callId);
      }
      return { ...outcome, virtualMs: nowMs };
    },
    async stop() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
