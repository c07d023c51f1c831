/** An authority for certificates that nobody else knows, and a server's certificate of it, by openssl. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export interface ServerCertificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

export interface MadeCertificates {
  /** Where the authority's own certificate lies (PEM). */
  readonly caFile: string;
  readonly server: ServerCertificate;
}

/** `names`: as in the certificate, `IP:127.0.0.1`. */
export async function makeCertificates(folder: string, names: string): Promise<MadeCertificates> {
  const file = (name: string): string => join(folder, name);
  await run('openssl', [
    ...['req', '-x509', ...KEY, '-subj', '/CN=Authority of a test', '-days', '2'],
    ...['-keyout', file('ca.key'), '-out', file('ca.pem')],
  ]);
  await run('openssl', [
    ...['req', ...KEY, '-subj', '/CN=A server', '-keyout', file('server.key'), '-out', file('server.csr')],
  ]);
  await writeFile(file('names'), `subjectAltName=${names}\n`);
  await run('openssl', [
    ...['x509', '-req', '-in', file('server.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key')],
    ...['-CAcreateserial', '-days', '2', '-extfile', file('names'), '-out', file('server.pem')],
  ]);
  const [key, cert] = await Promise.all([readFile(file('server.key')), readFile(file('server.pem'))]);
  return { caFile: file('ca.pem'), server: { key, cert } };
}
