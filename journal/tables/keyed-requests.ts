/** Requests by the keys of their callers. Times are the caller's, so that all of a request has one clock. */
import type { ClaimedKey, KeyClaim, KeyedRequests } from '../rows/keyed-request.ts';
import type { SqlClient } from '../sql/sql.ts';

interface Row {
  readonly fingerprint: string;
  readonly status: number | null;
  readonly headers: string | null;
  readonly body: string | null;
}

/** A key that is too old begins anew; one whose attempt was lost is taken over by the same request. */
const CLAIM = `
  insert into keyed_requests as k (tenant_id, request_key, fingerprint, created_at, claimed_until)
  values ($1, $2, $3, $4, $5)
  on conflict (tenant_id, request_key) do update set
    fingerprint = excluded.fingerprint,
    created_at = case when k.created_at < $6 then excluded.created_at else k.created_at end,
    claimed_until = excluded.claimed_until,
    status = null, headers = null, body = null
  where k.created_at < $6
    or (k.fingerprint = excluded.fingerprint and k.status is null
      and (k.claimed_until is null or k.claimed_until <= $4))
  returning created_at = $4 as is_new`;

const OF_KEY = 'where tenant_id = $1 and request_key = $2';
const UNANSWERED = `${OF_KEY} and fingerprint = $3 and status is null`;

export function createKeyedRequests(client: SqlClient): KeyedRequests {
  return {
    async claimKey({ tenantId, key, fingerprint, now, claimedUntil, expiredBefore }: KeyClaim) {
      const times = [now, claimedUntil, expiredBefore].map((time) => time.toISOString());
      const [claimed] = await client.query<{ is_new: boolean }>(CLAIM, [
        tenantId,
        key,
        fingerprint,
        ...times,
      ]);
      if (claimed !== undefined) return { state: 'claimed', isNew: claimed.is_new };
      const [row] = await client.queryRepeatable<Row>(
        `select fingerprint, status, headers, body from keyed_requests ${OF_KEY}`,
        [tenantId, key],
      );
      return standing(row, fingerprint);
    },

    async keepReply({ tenantId, key }, fingerprint, { status, headers, body, threadId = null }) {
      await client.queryRepeatable(
        `update keyed_requests set status = $4, headers = $5, body = $6, thread_id = $7, claimed_until = null ${UNANSWERED}`,
        [tenantId, key, fingerprint, status, JSON.stringify(headers), body, threadId],
      );
    },

    async renewKey({ tenantId, key }, fingerprint, claimedUntil) {
      // One that was released meanwhile is free.
      await client.queryRepeatable(
        `update keyed_requests set claimed_until = $4 ${UNANSWERED} and claimed_until is not null`,
        [tenantId, key, fingerprint, claimedUntil.toISOString()],
      );
    },

    async releaseKey({ tenantId, key }, fingerprint) {
      await client.queryRepeatable(`update keyed_requests set claimed_until = null ${UNANSWERED}`, [
        tenantId,
        key,
        fingerprint,
      ]);
    },

    async forgetKey({ tenantId, key }, fingerprint) {
      await client.queryRepeatable(`delete from keyed_requests ${UNANSWERED}`, [tenantId, key, fingerprint]);
    },

    async readKeyUse(tenantId) {
      const [row] = await client.queryRepeatable<{ keys: number; bytes: string }>(
        `select count(*)::integer as keys, coalesce(sum(octet_length(body)), 0)::text as bytes
         from keyed_requests where tenant_id = $1`,
        [tenantId],
      );
      return { keys: row?.keys ?? 0, bytes: Number(row?.bytes ?? 0) };
    },

    async sweepKeys(expiredBefore) {
      await client.queryRepeatable('delete from keyed_requests where created_at < $1', [
        expiredBefore.toISOString(),
      ]);
    },
  };
}

/** What stands in the way of a claim; a row that has gone meanwhile was in flight a moment ago. */
function standing(row: Row | undefined, fingerprint: string): ClaimedKey {
  if (row === undefined) return { state: 'inFlight' };
  if (row.fingerprint !== fingerprint) return { state: 'reused' };
  const { status, headers, body } = row;
  if (status === null || headers === null || body === null) return { state: 'inFlight' };
  return {
    state: 'answered',
    reply: { status, headers: JSON.parse(headers) as Record<string, string>, body },
  };
}
