/** The standard gRPC health check, spoken directly: the one call that is needed here does not merit a client. */
import { connect } from 'node:http2';

/** `grpc.health.v1.HealthCheckResponse` with status SERVING, as protobuf. */
const serving = Buffer.from([0x08, 0x01]);
const frontend = 'temporal.api.workflowservice.v1.WorkflowService';
const timeoutMs = 2_000;

/** Whether the Temporal frontend at `address` (`host:port`) says that it serves. Never throws. */
export function isServing(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connect(`http://${address}`);
    const finish = (answer: boolean): void => {
      session.destroy();
      resolve(answer);
    };
    session.once('error', () => finish(false));
    session.setTimeout(timeoutMs, () => finish(false));
    const call = session.request({
      ':method': 'POST',
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const chunks: Buffer[] = [];
    call.on('data', (chunk: Buffer) => chunks.push(chunk));
    call.once('error', () => finish(false));
    call.once('end', () => finish(Buffer.concat(chunks).subarray(5).equals(serving)));
    call.end(frame(healthCheckRequest(frontend)));
  });
}

/** Field 1 of the request is the service's name. */
function healthCheckRequest(service: string): Buffer {
  const name = Buffer.from(service);
  return Buffer.concat([Buffer.from([0x0a, name.length]), name]);
}

/** A gRPC message: one byte "not compressed", four bytes of length, the message. */
function frame(message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
