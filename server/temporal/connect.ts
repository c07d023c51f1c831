/** The server's connection to the cluster. */
import { Connection } from '@temporalio/client';
import { whenClusterServes } from '../../process/temporal-connection.ts';
import type { Cluster } from '../../process/temporal-trouble.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** Resolves as soon as the cluster is there and has the namespace. */
export const connectToCluster = (cluster: Cluster, say: (line: string) => void): Promise<Connection> => {
  const { address, connection: tlsAndKey } = cluster;
  const connect = () => Connection.connect({ address, connectTimeout: CONNECT_TIMEOUT_MS, ...tlsAndKey });
  return whenClusterServes(cluster, connect, say);
};
