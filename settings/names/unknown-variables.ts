/** Variables that look like the service's own and are none. */
import { nearNames } from '../../workflows/contract/patterns/near-names.ts';
import { type Environment, SettingsError } from '../environment.ts';
import { KNOWN_VARIABLES } from './known-variables.ts';

const OURS = /^GOALKEEPER_/;
/** Whoever starts containers or tests hands these to them; no process of the service reads them. */
const ELSEWHERE = /^GOALKEEPER_(DB_PASSWORD|TAG|METRIC_FD|TEST_.*)$/;
/** Names that other programs have as well, and in spellings of their own. */
const COMMON = ['HOST', 'PORT', 'LOG_LEVEL', 'DATABASE_URL', 'XDG_CACHE_HOME', 'SANDBOX'];
const DISTINCT = KNOWN_VARIABLES.filter((name) => !COMMON.includes(name));

/** Throws `SettingsError` with each of them, and what may have been meant. */
export function refuseUnknown(environment: Environment): void {
  const unknown = Object.keys(environment).filter(
    (name) => environment[name] && !KNOWN_VARIABLES.includes(name) && !ELSEWHERE.test(name),
  );
  const problems = unknown.flatMap((name) => {
    const [meant] = nearNames(name, DISTINCT);
    if (meant !== undefined) return [`${name}: there is no such setting; did you mean ${meant}?`];
    return OURS.test(name) ? [`${name}: there is no such setting (docs/running.md has all of them)`] : [];
  });
  if (problems.length > 0) throw new SettingsError(problems);
}
