/**
 * Runs the service under test in a process of its own. Backend calls go to the parent, which holds the clock; whenever
 * the service has nothing left to do without an answer, the calls that it has made are reported together.
 */
import { checkout } from '../src/checkout.js';

/** Turns of the event loop without news before the service counts as idle; enough for batching by `setImmediate`. */
const QUIET_TURNS = 3;

const waiting = new Map();
const send = process.send.bind(process);
let nextCallId = 1;
let report = { calls: [] };
let quietTurns = 0;
let watching = false;

function watch() {
  quietTurns += 1;
  if (quietTurns < QUIET_TURNS) return void setImmediate(watch);
  watching = false;
  const finished = report;
  report = { calls: [] };
  send(finished);
}

function reportWhenIdle(news) {
  Object.assign(report, news);
  quietTurns = 0;
  if (watching) return;
  watching = true;
  setImmediate(watch);
}

const backend = {
  call(operation, args) {
    return new Promise((resolve, reject) => {
      const callId = nextCallId++;
      waiting.set(callId, { resolve, reject });
      report.calls.push({ callId, operation, args });
      reportWhenIdle();
    });
  },
};

async function run(basket) {
  try {
    return { result: await checkout(backend, basket) };
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
}

process.on('message', (message) => {
  if (message.basket !== undefined) {
    run(message.basket).then((outcome) => reportWhenIdle({ outcome }));
    return reportWhenIdle({ began: true });
  }
  const { resolve, reject } = waiting.get(message.callId);
  waiting.delete(message.callId);
  if (message.error === undefined) resolve(message.value);
  else reject(new Error(message.error));
  reportWhenIdle({ answered: message.callId });
});

send({ ready: true });
