import { createServer, type Http2Server } from 'node:http2';
import { afterEach, expect, test } from '@jest/globals';
import { isServing } from '../../embedded/grpc-health.ts';

let server: Http2Server;
const asked: { path: unknown; body: string }[] = [];
afterEach(() => {
  server.close();
});

/** A gRPC server that answers every call with these bytes. */
async function answering(message: Buffer): Promise<string> {
  server = createServer();
  server.on('stream', async (stream, headers) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    asked.push({ path: headers[':path'], body: Buffer.concat(chunks).toString('latin1') });
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
    stream.end(message);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test('isServing: SERVING → true, and the frontend was asked for', async () => {
  const address = await answering(Buffer.from([0, 0, 0, 0, 2, 8, 1]));
  expect(await isServing(address)).toBe(true);
  expect(asked.at(-1)?.path).toBe('/grpc.health.v1.Health/Check');
  expect(asked.at(-1)?.body).toBe('\0\0\0\0\x31\n\x2ftemporal.api.workflowservice.v1.WorkflowService');
});

test('isServing: NOT_SERVING → false', async () => {
  expect(await isServing(await answering(Buffer.from([0, 0, 0, 0, 2, 8, 2])))).toBe(false);
});

test('isServing: no answer in the body (an error in the trailers) → false', async () => {
  expect(await isServing(await answering(Buffer.alloc(0)))).toBe(false);
});

test('isServing: nobody listens → false', async () => {
  const address = await answering(Buffer.alloc(0));
  await new Promise((resolve) => server.close(resolve));
  expect(await isServing(address)).toBe(false);
});
