import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { freePorts } from '../../embedded/free-ports.ts';
import { addressTrouble, type Cluster, temporalTrouble } from '../../process/temporal-trouble.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

const at = (port: number, connection: Cluster['connection'] = {}): Cluster => ({
  address: `127.0.0.1:${port}`,
  namespace: 'goals',
  connection,
});

/** A port on which whatever comes in is met as said. */
async function listen(meet: Parameters<typeof createServer>[1]): Promise<number> {
  server = createServer(meet);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const withCode = (code: number) => Object.assign(new Error('[object Object]'), { code });

describe('temporalTrouble', () => {
  test.each([
    [
      'an unknown namespace',
      5,
      /no namespace "goals".*namespace create --namespace goals.*TEMPORAL_NAMESPACE/,
    ],
    ['a key that may not', 7, /TEMPORAL_API_KEY/],
    ['an unknown key', 16, /TEMPORAL_API_KEY/],
  ])('%s → a sentence with what helps', async (_, code, words) => {
    const [port = 0] = await freePorts(1);
    const trouble = await temporalTrouble(withCode(code), at(port));
    expect(trouble).toMatchObject({ kind: 'wrong', sentence: expect.stringMatching(words) });
  });

  test('nobody listens → waited for, with the reason', async () => {
    const [port = 0] = await freePorts(1);
    const trouble = await temporalTrouble(new Error('Failed to connect before the deadline'), at(port));
    expect(trouble).toMatchObject({ kind: 'away', reason: expect.stringContaining('ECONNREFUSED') });
  });

  test('something else listens there → waited for, and said', async () => {
    const port = await listen((socket) => socket.on('error', () => {}).end('SSH-2.0\r\n'));
    const trouble = await temporalTrouble(new Error('Failed to connect'), at(port));
    expect(trouble).toEqual({
      kind: 'away',
      reason: 'something listens there, but does not answer as Temporal',
    });
  });
});

describe('addressTrouble', () => {
  test('TLS by the settings, none at the address → a sentence that names the setting', async () => {
    const port = await listen((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad\r\n\r\n'));
    expect(await addressTrouble(at(port, { tls: true }))).toMatchObject({
      kind: 'wrong',
      sentence: expect.stringContaining('TEMPORAL_TLS=false'),
    });
  });

  test('no TLS on either side → nothing is wrong', async () => {
    const port = await listen((socket) => socket.on('error', () => {}).destroy());
    expect(await addressTrouble(at(port))).toBeUndefined();
  });
});
