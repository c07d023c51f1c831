/** The mode of directories that hold those of threads. */
import type { Owner } from '../../tree/owner.ts';

/** Commands that run as another user than the service pass through; nobody else sees what is in there. */
export const modeAbove = (owner: Owner | undefined): number => (owner === undefined ? 0o700 : 0o711);
