/** The operations of an OpenAPI document, as far as tests look at them. */

interface Reply {
  readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
}

export interface Operation {
  /** E.g. `GET /v1/threads`. */
  readonly name: string;
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly example?: unknown }>>;
  };
  readonly responses: Readonly<Record<string, Reply>>;
}

interface Document {
  readonly paths?: Readonly<Record<string, object | undefined>>;
}

export const apiOperations = ({ paths = {} }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods = {}]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...(operation as Omit<Operation, 'name'>),
      name: `${method.toUpperCase()} ${path}`,
    })),
  );
