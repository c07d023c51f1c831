/** Which webhook is sent which event. Pure. */

import type { KnownEvent } from '../../events/payload.ts';
import type { Webhook } from '../../rows/webhook.ts';

type Wish = Pick<Webhook, 'tenantId' | 'callbackOf' | 'events'>;

/** A callback hears of its own goal, and of nothing else: neither of the run of a schedule that began it. */
export function isWanted(
  event: Pick<KnownEvent, 'type' | 'change'> & { readonly tenantId: string },
  { tenantId, callbackOf, events }: Wish,
): boolean {
  if (event.tenantId !== tenantId) return false;
  if (callbackOf !== undefined)
    return !('scheduleId' in event.change) && callbackOf.goalId === event.change.goalId;
  return events.length === 0 || events.includes(event.type);
}
