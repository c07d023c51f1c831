/** The worker's connection to the cluster. */
import { NativeConnection } from '@temporalio/worker';
import { whenClusterServes } from '../process/temporal-connection.ts';
import type { Cluster } from '../process/temporal-trouble.ts';

/** Resolves as soon as the cluster is there and has the namespace. */
export const connectWorker = (cluster: Cluster, say: (line: string) => void): Promise<NativeConnection> => {
  const { address, connection: tlsAndKey } = cluster;
  return whenClusterServes(cluster, () => NativeConnection.connect({ address, ...tlsAndKey }), say);
};
