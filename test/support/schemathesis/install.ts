/** Schemathesis and what it needs, in the versions of `requirements.txt`. */
import { join } from 'node:path';
import { installPythonPackages } from '../python/install.ts';

/** The folder for `PYTHONPATH`. */
export const installSchemathesis = (): Promise<string> =>
  installPythonPackages('schemathesis', join(import.meta.dirname, 'requirements.txt'));
