/** A port of its own for Prometheus, on loopback unless said otherwise: whoever reaches it may read it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

export interface MetricsServer {
  readonly url: string;
  stop(): Promise<void>;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** A `Host` without its port. */
const nameOf = (host = ''): string => host.replace(/:\d+$/, '');

export async function startMetricsServer(
  metrics: Pick<Metrics, 'read' | 'contentType'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string): void =>
      void response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    // Only a browser sends this header; a page that it shows has no business here.
    const site = request.headers['sec-fetch-site'];
    if ((site !== undefined && site !== 'none') || request.headers.origin !== undefined)
      return answer(403, 'text/plain', 'Not for web pages.\n');
    // A page under a name that was made to lead here sends none of these.
    if (LOOPBACK.test(host) && !LOOPBACK.test(nameOf(request.headers.host)))
      return answer(421, 'text/plain', 'There is no such host here.\n');
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics')
      return answer(404, 'text/plain', 'There is only GET /metrics.\n');
    metrics.read().then(
      (text) => answer(200, metrics.contentType, text),
      () => answer(500, 'text/plain', 'The figures cannot be read.\n'),
    );
  });
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} on ${host} is taken. Set METRICS_PORT to another one; 0 takes any free one.`,
            )
          : error,
      ),
    );
    server.listen({ host, port }, () => resolve());
  });
