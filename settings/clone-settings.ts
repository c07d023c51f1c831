/** What a worker needs to clone repositories. */
import { allSettings, type Environment } from './environment.ts';
import { type GitSettings, gitSettings } from './git-settings.ts';
import { type UploadLimits, uploadSettings } from './upload-settings.ts';

export interface CloneSettings {
  readonly git: GitSettings;
  /** What may be written out of a repository. */
  readonly limits: UploadLimits;
}

/** Throws `SettingsError` with the mistakes of both. */
export const cloneSettings = (environment: Environment): CloneSettings =>
  allSettings({ git: () => gitSettings(environment), limits: () => uploadSettings(environment) });
