import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { openRestBench } from '../../support/service/rest-bench.ts';

test('request on an open connection of a server that stops → 503 as a problem, with retry-after, and the connection ends', async () => {
  const bench = await openRestBench();
  await bench.app.listen({ host: '127.0.0.1', port: 0 });
  const address = bench.app.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const socket = connect(address.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n');
  // A request that has begun keeps the server from closing the connection as an idle one.
  await new Promise((resolve) => setImmediate(resolve));
  const closed = bench.app.close();
  socket.write('\r\n');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 503 /);
  expect(answer).toMatch(/^content-type: application\/problem\+json/im);
  expect(answer).toMatch(/^retry-after: \d+/im);
  expect(answer).toMatch(/^connection: close/im);
});
