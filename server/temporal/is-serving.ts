/** Whether a Temporal frontend serves, by the standard gRPC health check. */
import { Connection } from '@temporalio/client';

const FRONTEND = 'temporal.api.workflowservice.v1.WorkflowService';
const TIMEOUT_MS = 2_000;
/** `grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING`. */
const SERVING = 1;

/**
 * `address`: `host:port`, without TLS. Never throws: who does not answer so within two seconds does not
 * serve.
 */
export async function isServing(address: string): Promise<boolean> {
  const connection = Connection.lazy({ address });
  try {
    const { status } = await connection.withDeadline(Date.now() + TIMEOUT_MS, () =>
      connection.healthService.check({ service: FRONTEND }),
    );
    return status === SERVING;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
