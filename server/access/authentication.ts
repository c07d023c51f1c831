/** Who a caller is, by the settings. */
import type { ApiKeys } from '../../journal/rows/api-key.ts';
import type { AuthSettings } from './auth-settings.ts';
import { type Authenticate, bearerToken } from './credential.ts';
import { createKnownKeys } from './known-keys.ts';

export function authenticationOf(
  settings: AuthSettings,
  journal: Pick<ApiKeys, 'findApiKey' | 'noteApiKeyUse'>,
): Authenticate | 'open' {
  if (settings.mode === 'none') return 'open';
  const ofKey = createKnownKeys(journal, settings.configured);
  return async (authorization) => {
    const shown = bearerToken(authorization);
    return shown.ok ? ofKey(shown.token) : shown;
  };
}

/** Whether keys are asked for that nobody has. */
export const isLockedOut = async (
  settings: AuthSettings,
  journal: Pick<ApiKeys, 'hasApiKeys'>,
): Promise<boolean> =>
  settings.mode === 'keys' && settings.configured.length === 0 && !(await journal.hasApiKeys());
