/**
 * Hands the trace of the latest request on to the Activities that follow from it. It is always there, also
 * while nothing is traced: then requests bring no such header, and nothing is added. Every function answers
 * with the very promise of the next one, so that the order of the workflow's commands is what it is without.
 */
import type { Headers, WorkflowInterceptors } from '@temporalio/workflow';

/** The name that `@temporalio/interceptors-opentelemetry` gives it, on both sides of the workflow. */
const TRACE = '_tracer-data';

export function interceptors(): WorkflowInterceptors {
  let trace: Headers[string] | undefined;
  const note = (headers: Headers): void => {
    trace = headers[TRACE] ?? trace;
  };
  const withTrace = (headers: Headers): Headers =>
    trace === undefined ? headers : { ...headers, [TRACE]: trace };
  return {
    inbound: [
      {
        execute: (input, next) => {
          note(input.headers);
          return next(input);
        },
        handleSignal: (input, next) => {
          note(input.headers);
          return next(input);
        },
        handleUpdate: (input, next) => {
          note(input.headers);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next({ ...input, headers: withTrace(input.headers) }),
        continueAsNew: (input, next) => next({ ...input, headers: withTrace(input.headers) }),
      },
    ],
  };
}
