/** Why the journal's Postgres cannot be used, by its error's code. Pure. */
import { isOutage } from '../journal/sql/outage.ts';
import { sentenceOf } from './sentence-of.ts';
import { TLS_REFUSED } from './tls-refused.ts';
import { away, type Trouble, wrong } from './trouble.ts';

/** SQLSTATE. */
const NO_PASSWORD = ['28P01', '28000'];
const NO_DATABASE = '3D000';
const NO_RIGHT = '42501';
const FULL = '53100';
/** What `pg` says when TLS is asked for and the server has none; it gives no code. */
const NO_TLS = 'The server does not support SSL connections';

/** `databaseUrl` is never repeated: it holds the password. */
export function postgresTrouble(error: unknown, databaseUrl: string): Trouble | undefined {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  const { where, user, database } = partsOf(databaseUrl);
  if (typeof code === 'string') {
    // An access rule that asks for TLS has the same code as a wrong user.
    if (NO_PASSWORD.includes(code))
      return wrong(
        `Postgres at ${where} refuses the user ${user}: ${String(message)}. Correct user, password or sslmode in DATABASE_URL.`,
      );
    if (code === NO_DATABASE)
      return wrong(`Postgres at ${where} has no database "${database}". Create it, or correct DATABASE_URL.`);
    if (code === NO_RIGHT)
      return wrong(
        `The user ${user} may not make the journal's tables in "${database}": ${String(message)}. Make it the database's owner.`,
      );
    if (code === FULL) return away('its disk is full; free some space on it');
    if (TLS_REFUSED.includes(code))
      return wrong(
        `The certificate of Postgres at ${where} is not accepted (${code}). Name its authority in DATABASE_URL (sslrootcert), or correct sslmode.`,
      );
  }
  if (message === NO_TLS)
    return wrong(
      `Postgres at ${where} speaks no TLS. Take sslmode out of DATABASE_URL, or give the server a certificate.`,
    );
  return isAway(error) ? away(sentenceOf(error)) : undefined;
}

/** A host with several addresses fails with an error for each. */
function isAway(error: unknown): boolean {
  const { errors } = (error ?? {}) as { readonly errors?: unknown };
  return isOutage(error) || (Array.isArray(errors) && errors.some(isOutage));
}

export const hostOf = (databaseUrl: string): string => new URL(databaseUrl).host || 'localhost';

function partsOf(databaseUrl: string) {
  const { username, pathname } = new URL(databaseUrl);
  const user = username === '' ? 'that the system names' : `"${username}"`;
  return { where: hostOf(databaseUrl), user, database: pathname.slice(1) };
}
