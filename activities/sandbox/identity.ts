/** Who runs the commands. */

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody`: owns nothing of a usual system. */
const UNPRIVILEGED: Identity = { uid: 65534, gid: 65534 };

/**
 * The identity that sandboxed commands have, and that therefore owns the workspaces: never root. `drop` is
 * set when the service has to change to it, which only root can.
 */
export function sandboxIdentity(own: Identity = ownIdentity()): Identity & { readonly drop: boolean } {
  return own.uid === 0 ? { ...UNPRIVILEGED, drop: true } : { ...own, drop: false };
}

function ownIdentity(): Identity {
  if (!process.getuid || !process.getgid) throw new Error('The sandbox needs Linux.');
  return { uid: process.getuid(), gid: process.getgid() };
}
