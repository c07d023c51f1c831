import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { startEventDispatch } from '../../../server/webhooks/event-dispatch.ts';
import type { DeliveryInput } from '../../../workflows/delivery/delivery.ts';

/** A journal of rounds in memory, and a cluster that can be away. */
function bench(rounds: readonly DeliveryInput[]) {
  const sent = new Set<string>();
  const begun: string[] = [];
  const world = { isClusterUp: true, isJournalUp: true };
  const parts = {
    journal: {
      placeEvents: async () => {
        if (!world.isJournalUp) throw new Error('away');
        return 0;
      },
      listUnsentRounds: async (limit: number) =>
        rounds.filter(({ deliveryId }) => !sent.has(deliveryId)).slice(0, limit),
      markRoundSent: async (deliveryId: string) => void sent.add(deliveryId),
    },
    deliveries: {
      begin: async ({ deliveryId }: DeliveryInput) => {
        if (!world.isClusterUp) throw new Error('away');
        begun.push(deliveryId);
      },
    },
  };
  return { parts, begun, sent, world };
}

const rounds = (count: number): DeliveryInput[] =>
  Array.from({ length: count }, (_, index) => ({ deliveryId: `d${index}`, round: 1 }));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}

test('more rounds than one look takes → each begun once, in order', async () => {
  const { parts, begun } = bench(rounds(120));
  const dispatch = startEventDispatch(parts);
  await until(() => begun.length >= 120);
  await dispatch.stop();
  expect(begun).toEqual(rounds(120).map(({ deliveryId }) => deliveryId));
});

test('the cluster is away, then the journal → begun when both are back', async () => {
  const { parts, begun, sent, world } = bench(rounds(1));
  world.isClusterUp = false;
  const first = startEventDispatch(parts);
  await sleep(20);
  await first.stop();
  expect(sent.size).toBe(0);
  world.isClusterUp = true;
  const second = startEventDispatch(parts);
  await until(() => sent.size === 1);
  await second.stop();
  expect(begun).toEqual(['d0']);
});

test('stop while it pauses → ends at once', async () => {
  const dispatch = startEventDispatch(bench([]).parts);
  await sleep(5);
  await dispatch.stop();
});
