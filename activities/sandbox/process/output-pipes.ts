/**
 * Real pipes for the output of commands. Node gives a child Unix sockets: those cannot be reopened as
 * `/dev/stdout` or `/dev/stderr`, which scripts do, and one cannot be shared by stdout and stderr, which
 * keeps their order.
 */
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../../spawner/run-program.ts';

export interface OutputPipe {
  readonly reader: Socket;
  /** The child is handed this one; `closeWriter` after that, or the reader never ends. */
  readonly writeFd: number;
  closeWriter(): void;
}

export interface OutputPipes {
  /** The pipe goes back by itself when its reader has closed. */
  take(): Promise<OutputPipe>;
}

/** Refers to a file without opening it for reading or writing. Linux only; Node does not export it. */
const O_PATH = 0o10000000;

/**
 * A pool of as many named pipes as commands ever ran at once. They have no name left and vanish with the
 * process.
 */
export function createOutputPipes(): OutputPipes {
  const idle: number[] = [];
  return {
    async take() {
      const handle = idle.pop() ?? (await makeNamelessFifo());
      const path = `/proc/self/fd/${handle}`;
      // The reader first: opening a pipe for writing waits for one.
      const reader = new Socket({
        fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK),
        writable: false,
      });
      const writeFd = openSync(path, constants.O_WRONLY);
      let isWriterOpen = true;
      reader.once('close', () => idle.push(handle));
      return {
        reader,
        writeFd,
        closeWriter() {
          if (isWriterOpen) closeSync(writeFd);
          isWriterOpen = false;
        },
      };
    },
  };
}

async function makeNamelessFifo(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-pipe-'));
  try {
    const path = join(directory, 'pipe');
    // Writable for all, since a command under another user may reopen it; only the directory guarded the
    // name.
    await runProgram('mkfifo', ['-m', '666', path]);
    return openSync(path, O_PATH);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
