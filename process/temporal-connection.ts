/** A connection to the cluster, as soon as it is there and has the namespace. */
import { type Cluster, temporalTrouble } from './temporal-trouble.ts';
import { untilThere } from './until-there.ts';

/** What the SDK's connections of clients and of workers have in common. */
interface ClusterConnection {
  readonly workflowService: {
    describeNamespace(request: { readonly namespace: string }): Promise<unknown>;
  };
  close(): Promise<void>;
}

/**
 * `connect` makes one connection, and rejects while the cluster cannot be reached. Throws `WrongSetup` with
 * the sentence of what time does not mend.
 */
export const whenClusterServes = <Connection extends ClusterConnection>(
  cluster: Cluster,
  connect: () => Promise<Connection>,
  say: (line: string) => void,
): Promise<Connection> =>
  untilThere({
    what: `Temporal at ${cluster.address}`,
    async attempt() {
      const connection = await connect();
      try {
        await connection.workflowService.describeNamespace({ namespace: cluster.namespace });
        return connection;
      } catch (error) {
        await connection.close();
        throw error;
      }
    },
    troubleOf: (error) => temporalTrouble(error, cluster),
    say,
  });
