/** Starts programs by a spawner, one for the whole process, which is there while it is needed. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { defined } from '../objects/defined.ts';
import { kill } from './kill.ts';
import type { ProgramEnd, ProgramRequest, SpawnerMessage, StartMessage } from './messages.ts';

/** A program that has begun. The end's fields are `null` until it is known. */
export interface RunningProgram {
  readonly pid: number;
  readonly exitCode: number | null;
  readonly signalCode: NodeJS.Signals | null;
  /** Never rejects; all output has been taken before. */
  readonly ended: Promise<ProgramEnd>;
  /** Kills this one process, unless it has ended. */
  kill(): void;
}

/** What becomes of output: `slot` is the descriptor's number in the program. */
export type TakeOutput = (slot: number, chunk: Buffer) => void;

/** A program that did not begin. */
export class ProgramNotStarted extends Error {
  override readonly name = 'ProgramNotStarted';
  /** The system's word, for example `ENOENT`. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  readonly take: TakeOutput;
  started(pid: number): void;
  refused(error: ProgramNotStarted): void;
  ended(end: ProgramEnd): void;
}

interface Spawner {
  readonly process: ChildProcess;
  readonly waiting: Map<number, Waiting>;
  idle?: NodeJS.Timeout;
}

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const IDLE_MS = 20_000;
const GONE = 'the process that starts programs has ended';

let spawner: Spawner | undefined;
let lastId = 0;

/**
 * Resolves when the program has begun; descriptors that the request names may be closed then. Rejects with
 * `ProgramNotStarted`. Should the spawner be killed, its programs count as ended by a signal.
 */
export function startProgram(
  request: ProgramRequest,
  take: TakeOutput = () => undefined,
): Promise<RunningProgram> {
  spawner ??= startSpawner();
  const { process: child, waiting } = spawner;
  clearTimeout(spawner.idle);
  child.channel?.ref();
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    const ended = Promise.withResolvers<ProgramEnd>();
    let end: ProgramEnd | undefined;
    waiting.set(id, {
      take,
      refused: reject,
      started: (pid) =>
        resolve({
          pid,
          get exitCode() {
            return end?.exitCode ?? null;
          },
          get signalCode() {
            return end?.signal ?? null;
          },
          ended: ended.promise,
          kill() {
            if (end === undefined) kill(pid);
          },
        }),
      ended: (how) => {
        end = how;
        ended.resolve(how);
      },
    });
    // An environment of Node's own is no plain object.
    const message: StartMessage = { ...request, id, env: { ...request.env } };
    child.send(message, (error) => {
      if (error !== null) settle(id, waiting)?.refused(new ProgramNotStarted(error.message));
    });
  });
}

function startSpawner(): Spawner {
  const child = fork(MAIN, [], {
    // What the service knows by its environment is no matter of this process.
    env: defined({ PATH: process.env.PATH }),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  const started: Spawner = { process: child, waiting: new Map() };
  child.on('message', (message) => hear(message as SpawnerMessage, started));
  child.on('error', () => {
    // It could not be started, or is gone; the next program gets another one.
    if (child.pid === undefined || !child.connected) leave(started);
  });
  child.once('disconnect', () => leave(started));
  child.once('exit', () => leave(started));
  return started;
}

function hear(message: SpawnerMessage, from: Spawner): void {
  const waiting = from.waiting.get(message.id);
  switch (message.kind) {
    case 'output':
      waiting?.take(message.slot, asBuffer(message.chunk));
      return;
    case 'started':
      waiting?.started(message.pid);
      return;
    case 'refused':
      settle(message.id, from.waiting)?.refused(new ProgramNotStarted(message.message, message.code));
      break;
    case 'ended':
      settle(message.id, from.waiting)?.ended({ exitCode: message.exitCode, signal: message.signal });
      break;
  }
  if (from.waiting.size === 0) rest(from);
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

function settle(id: number, waiting: Map<number, Waiting>): Waiting | undefined {
  const found = waiting.get(id);
  waiting.delete(id);
  return found;
}

/** Nothing is waited for: this process may end, and the spawner does after a while. */
function rest(from: Spawner): void {
  from.process.channel?.unref();
  from.idle = setTimeout(() => {
    leave(from);
    if (from.process.connected) from.process.disconnect();
  }, IDLE_MS);
  from.idle.unref();
}

function leave(from: Spawner): void {
  if (spawner === from) spawner = undefined;
  clearTimeout(from.idle);
  for (const [id, waiting] of from.waiting) {
    from.waiting.delete(id);
    // One that has begun cannot be refused any more, and the other has no end.
    waiting.refused(new ProgramNotStarted(GONE));
    waiting.ended({ exitCode: null, signal: 'SIGKILL' });
  }
}
