/** The server's connection to the cluster, as soon as it is there and has the namespace. */
import { Connection } from '@temporalio/client';
import { type Cluster, temporalTrouble } from '../../process/temporal-trouble.ts';
import { untilThere } from '../../process/until-there.ts';

const CONNECT_TIMEOUT_MS = 5_000;

export const connectToCluster = (cluster: Cluster, say: (line: string) => void): Promise<Connection> =>
  untilThere({
    what: `Temporal at ${cluster.address}`,
    async attempt() {
      const { address, namespace, connection: tlsAndKey } = cluster;
      const connection = await Connection.connect({
        address,
        connectTimeout: CONNECT_TIMEOUT_MS,
        ...tlsAndKey,
      });
      try {
        await connection.workflowService.describeNamespace({ namespace });
        return connection;
      } catch (error) {
        await connection.close();
        throw error;
      }
    },
    troubleOf: (error) => temporalTrouble(error, cluster),
    say,
  });
