/** The worker's connection to the cluster, as soon as it is there and has the namespace. */
import { NativeConnection } from '@temporalio/worker';
import { type Cluster, temporalTrouble } from '../process/temporal-trouble.ts';
import { untilThere } from '../process/until-there.ts';

export const connectWorker = (cluster: Cluster, say: (line: string) => void): Promise<NativeConnection> =>
  untilThere({
    what: `Temporal at ${cluster.address}`,
    async attempt() {
      const { address, namespace, connection: tlsAndKey } = cluster;
      const connection = await NativeConnection.connect({ address, ...tlsAndKey });
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
