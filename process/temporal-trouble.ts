/**
 * Why a Temporal cluster cannot be used. The SDK's clients do not say why they cannot connect, or say it in
 * words only, so the address is looked at by itself: whether it can be reached, and whether it speaks TLS as
 * the settings say.
 */
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { defined } from '../objects/defined.ts';
import type { TemporalSettings } from '../settings/temporal-settings.ts';
import { sentenceOf } from './sentence-of.ts';
import { TLS_REFUSED } from './tls-refused.ts';
import { away, type Trouble, wrong } from './trouble.ts';

export type Cluster = TemporalSettings & { readonly address: string };

const TIMEOUT_MS = 5_000;
/** gRPC status codes. */
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;

/**
 * What a call to the cluster has met. Resolves after a look at the address where the call says nothing
 * itself.
 */
export async function temporalTrouble(error: unknown, cluster: Cluster): Promise<Trouble> {
  const { address, namespace } = cluster;
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (code === NOT_FOUND)
    return wrong(
      `Temporal at ${address} has no namespace "${namespace}". Create it (temporal operator namespace create ` +
        `--namespace ${namespace}), or correct TEMPORAL_NAMESPACE.`,
    );
  if (code === PERMISSION_DENIED || code === UNAUTHENTICATED)
    return wrong(
      `Temporal at ${address} refuses the caller for the namespace "${namespace}". Correct TEMPORAL_API_KEY, or the ` +
        'certificate of TEMPORAL_TLS_CERT_FILE, and its rights.',
    );
  return (await addressTrouble(cluster)) ?? away('something listens there, but does not answer as Temporal');
}

/** `undefined`: it can be reached, and speaks TLS or not as it should. */
export async function addressTrouble({ address, connection }: Cluster): Promise<Trouble | undefined> {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at).replace(/^\[|\]$/g, '');
  const port = Number(address.slice(at + 1));
  const reached = await met(connectTcp({ host, port }), 'connect');
  if (reached !== undefined) return away(sentenceOf(reached));
  const { tls = connection.apiKey !== undefined } = connection;
  const files = typeof tls === 'object' ? tls : {};
  const { crt, key } = files.clientCertPair ?? {};
  const secured = connectTls({
    host,
    port,
    // A name of a host only: an address is none.
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    ALPNProtocols: ['h2'],
    ...(tls === false ? { rejectUnauthorized: false } : {}),
    ...defined({ ca: files.serverRootCACertificate }),
    ...(crt === undefined || key === undefined ? {} : { cert: crt, key }),
  });
  const refused = await met(secured, 'secureConnect');
  if (tls === false)
    return refused === undefined
      ? wrong(`Temporal at ${address} speaks TLS, and TEMPORAL_TLS is not set. Set TEMPORAL_TLS=true.`)
      : undefined;
  if (refused === undefined) return undefined;
  const { code = '' } = refused;
  if (TLS_REFUSED.includes(code))
    return wrong(
      `The certificate of Temporal at ${address} is not accepted (${code}). Name its authority in TEMPORAL_TLS_CA_FILE.`,
    );
  if (code.startsWith('ERR_SSL') || code === 'EPROTO')
    return wrong(
      `Temporal at ${address} does not speak TLS as the settings say (${code}). Set TEMPORAL_TLS=false, or correct the ` +
        'address or the TEMPORAL_TLS_*_FILE.',
    );
  return away(sentenceOf(refused));
}

/** Resolves with the error that comes in place of the event; the socket is closed in any case. */
function met(socket: Socket, event: 'connect' | 'secureConnect'): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    socket.setTimeout(TIMEOUT_MS, () => resolve(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    socket.once(event, () => resolve(undefined));
    socket.once('close', () => resolve(new Error('the connection was closed at once')));
    socket.on('error', resolve);
  }).finally(() => socket.destroy());
}
