/** Secrets that webhooks are signed by, in the form of Standard Webhooks. */
import { randomBytes } from 'node:crypto';

/** The specification asks for 24 to 64. */
const SECRET_BYTES = 32;

export const newSigningSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
