import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePorts, isPortFree } from '../../embedded/free-ports.ts';

test('freePorts: several → distinct, free, and none that an outgoing connection may take', async () => {
  const ports = await freePorts(20);
  expect(new Set(ports).size).toBe(20);
  for (const port of ports) {
    expect(port).toBeGreaterThanOrEqual(10_240);
    expect(port).toBeLessThan(32_768);
  }
  expect(await isPortFree(ports[0] ?? 0)).toBe(true);
});

test('isPortFree: somebody listens → no', async () => {
  const [port = 0] = await freePorts(1);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port }, resolve));
  expect(await isPortFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});
