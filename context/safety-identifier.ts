/**
 * Who a request is made for, in a form that tells the provider's abuse detection apart and says nothing of
 * them. Pure.
 */
import { createHash } from 'node:crypto';

/**
 * The same for all of a tenant's requests: 64 hexadecimal digits, from which the tenant's id cannot be read.
 */
export const safetyIdentifier = (tenantId: string): string =>
  createHash('sha256').update(`goalkeeper/tenant/${tenantId}`).digest('hex');
