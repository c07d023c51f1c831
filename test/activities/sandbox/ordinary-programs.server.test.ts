/** What ordinary projects need of the system that they run on: they find it in the sandbox. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openToolBench, type ToolBench } from '../../support/sandbox/tool-bench.ts';

let bench: ToolBench;
beforeAll(async () => {
  bench = await openToolBench();
});
beforeEach(() => bench.renew());
afterAll(() => bench?.box.close());

const python = (code: string): string => `cat > p.py <<'EOF'\n${code}\nEOF\npython3 p.py`;

describe('in the sandbox', () => {
  test.each([
    [
      'a Unix socket between two programs of one command',
      python(`import os, socket
server = socket.socket(socket.AF_UNIX)
server.bind('s')
server.listen()
client = socket.socket(socket.AF_UNIX)
client.connect('s')
server.accept()[0].sendall(b'hi')
print(client.recv(2).decode())`),
      'hi',
    ],
    [
      "Python's fork server",
      python(`import multiprocessing
if __name__ == '__main__':
    with multiprocessing.get_context('forkserver').Pool(2) as pool:
        print(sum(pool.map(abs, [-1, -2])))`),
      '3',
    ],
    [
      "Python's manager of shared objects",
      python(`import multiprocessing
if __name__ == '__main__':
    with multiprocessing.Manager() as manager:
        shared = manager.dict()
        shared['x'] = 7
        print(shared['x'])`),
      '7',
    ],
    [
      'the name of the machine',
      python(`import socket\nprint(socket.gethostbyname(socket.gethostname()))`),
      '127.0.0.1',
    ],
    [
      'a server of Node on a path',
      `node -e "const s = require('net').createServer((c) => c.end('ok')).listen('/tmp/s', () => require('net').connect('/tmp/s').on('data', (d) => { console.log(String(d)); s.close(); }))"`,
      'ok',
    ],
  ])('%s → works', async (_, command, words) => {
    expect(await bench.call('shell', { command })).toMatchObject({
      ok: true,
      output: expect.stringContaining(words),
    });
  });
});
