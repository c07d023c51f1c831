/** That a server which serves is found to, `test/embedded/dev-server.server.test.ts` shows on a real one. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { isServing } from '../../../server/temporal/is-serving.ts';

let server: Server | undefined;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.close();
});

async function listening(answer: (socket: Socket) => void): Promise<string> {
  const listener = createServer((socket) => {
    sockets.push(socket);
    answer(socket);
  });
  server = listener;
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test.each<[string, (socket: Socket) => void]>([
  ['somebody who never answers', () => undefined],
  ['somebody who hangs up', (socket) => socket.destroy()],
  ['a server of another protocol', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')],
])('isServing: %s → false', async (_, answer) => {
  expect(await isServing(await listening(answer))).toBe(false);
});

test('isServing: nobody listens → false', async () => {
  const address = await listening(() => undefined);
  await new Promise((resolve) => server?.close(resolve));
  expect(await isServing(address)).toBe(false);
});
