/** Errors as RFC 9457 `application/problem+json`, each with a stable `code`. */

import { defined } from '../../objects/defined.ts';
import type { ProblemCode } from './problem-codes.ts';

/** One entry per field that was not right; `field` is a dotted path into the body, query or path. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export interface Problem {
  readonly status: number;
  readonly code: ProblemCode;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  /** Further members, e.g. the current goal of a 409. */
  readonly [member: string]: unknown;
}

/** Thrown by a route; the error handler sends it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Thrown where the thread itself has ruled on the request: it would rule the same again. */
export class DecidedProblem extends ProblemError {}

/** Thrown where what the request names is not there yet: repeated, it may find it. */
export class UndecidedProblem extends ProblemError {}

export const notFound = (what: string): ProblemError =>
  new ProblemError({ status: 404, code: 'notFound', title: `There is no such ${what}` });

/** A 400 that names each field, as the schemas' own refusals do. */
export const invalid = (errors: readonly FieldProblem[]): ProblemError =>
  new ProblemError({
    status: 400,
    code: 'validation',
    title: 'The request is not valid',
    detail: errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
    errors,
  });

export const unavailable = (detail: string): ProblemError =>
  new ProblemError({ status: 503, code: 'unavailable', title: 'The service cannot answer now', detail });

/** The body as it goes over the wire; `instance` names the request that met it. */
export const problemBody = ({ code, title, status, ...rest }: Problem, instance?: string) => ({
  type: `urn:goalkeeper:problem:${code}`,
  title,
  status,
  code,
  ...rest,
  ...defined({ instance }),
});
