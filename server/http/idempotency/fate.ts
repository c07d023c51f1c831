/** Whether a reply is the answer to its request for good. Pure. */

/**
 * - `keep`: it is given again to whoever repeats the request, refusals as well.
 * - `release`: the next attempt may fare better, and is made: the service could not answer (5xx), or nobody
 *   has handled the request yet (202).
 * - `forget`: nothing was done, and a request that is mended may come under the same key.
 */
export type ReplyFate = 'keep' | 'release' | 'forget';

const NOT_BEGUN = [400, 406, 413, 415];
const LATER = [202, 408, 425, 429];

/**
 * `ruling`: the thread has ruled on the request, so that the same reply would come again (`decided`), or what
 * it names is not there yet (`undecided`).
 */
export function fateOf(status: number, ruling?: 'decided' | 'undecided'): ReplyFate {
  if (ruling !== undefined) return ruling === 'decided' ? 'keep' : 'release';
  if (NOT_BEGUN.includes(status)) return 'forget';
  return status >= 500 || LATER.includes(status) ? 'release' : 'keep';
}
