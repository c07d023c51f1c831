/** Who a caller is, by the settings. */
import type { ApiKeys } from '../../journal/rows/api-key.ts';
import type { AuthSettings } from './auth-settings.ts';
import { type Authenticate, bearerToken } from './credential.ts';
import { createKnownKeys } from './known-keys.ts';
import { createKnownTokens } from './known-tokens.ts';

export function authenticationOf(
  settings: AuthSettings,
  journal: Pick<ApiKeys, 'findApiKey' | 'noteApiKeyUse'>,
): Authenticate | 'open' {
  if (settings.mode === 'none') return 'open';
  const ofKey = createKnownKeys(journal, settings.configured);
  const ofToken = settings.oidc && createKnownTokens(settings.oidc);
  return async (authorization) => {
    const shown = bearerToken(authorization);
    if (!shown.ok) return shown;
    const { token } = shown;
    return ofToken === undefined || !looksLikeToken(token) ? ofKey(token) : ofToken(token);
  };
}

/** A signed token has three parts; a key of the service has none of their points. */
const looksLikeToken = (text: string): boolean => text.split('.').length === 3;

/** Whether keys are asked for that nobody has. */
export const isLockedOut = async (
  settings: AuthSettings,
  journal: Pick<ApiKeys, 'hasApiKeys'>,
): Promise<boolean> =>
  settings.mode === 'keys' &&
  settings.oidc === undefined &&
  settings.configured.length === 0 &&
  !(await journal.hasApiKeys());
