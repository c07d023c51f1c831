/** Whether a worker on this host has asked Temporal for work lately; pure. */
import { isRecentPoll, type Poll } from '../server/temporal/recent-poll.ts';

/** The part of Temporal's `PollerInfo` that counts. */
export interface Poller extends Poll {
  /** The SDK's default is `<process id>@<host name>`. */
  readonly identity?: string | null;
}

export const hasRecentPoller = (pollers: readonly Poller[], hostName: string, nowMs: number): boolean =>
  pollers.some((poller) => poller.identity?.endsWith(`@${hostName}`) === true && isRecentPoll(poller, nowMs));
