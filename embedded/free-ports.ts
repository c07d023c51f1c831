import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/**
 * Ports are taken below the range from which Linux takes ports for outgoing connections: one of those could
 * be taken again before it is listened on.
 */
const FIRST_PORT = 10_240;
const LAST_PORT = 32_767;
const MAX_TRIES = 1_000;

/** Distinct TCP ports of 127.0.0.1 that nothing listens on at this moment. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let tries = 0; ports.size < count; tries += 1) {
    if (tries > MAX_TRIES + count) throw new Error(`no ${count} free ports were found on 127.0.0.1`);
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await isPortFree(port)) ports.add(port);
  }
  return [...ports];
}

/** Whether a server could listen on that port now; a host that is none is left to who listens there. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  try {
    await close(await listen(port, host));
    return true;
  } catch (error) {
    return host !== '127.0.0.1' && (error as NodeJS.ErrnoException).code !== 'EADDRINUSE';
  }
}

function listen(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
