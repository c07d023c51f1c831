/**
 * Finishes the OpenAPI document: what the generator of it cannot say, and without components that nothing
 * refers to. Pure.
 */
import type { OpenAPIV3_1 } from 'openapi-types';
import { defined } from '../../objects/defined.ts';

type Document = Partial<OpenAPIV3_1.Document>;
type Json = Record<string, unknown>;

const COMPONENT = '#/components/schemas/';

/** The router's name for the rest of a path is no name that a client could use. */
const REST = '{*}';

export function documentOf(document: Document): Document {
  const paths = Object.fromEntries(
    Object.entries(document.paths ?? {}).map(([path, item]) => [
      path.replace(REST, '{path}'),
      withParameters(withOptionalBodies(item as Json)),
    ]),
  );
  const schemas = (document.components?.schemas ?? {}) as Json;
  const used = reachable(schemas, paths);
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, paths, components: { ...document.components, schemas: kept } } as Document;
}

const withParameters = (item: Json): Json =>
  Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const { parameters = [] } = operation as Operation;
      const told = parameters.map((each) => withStyle(each.name === '*' ? { ...each, name: 'path' } : each));
      return [method, { ...(operation as Json), ...(told.length === 0 ? {} : { parameters: told }) }];
    }),
  );

/** How a parameter is written is a field of the parameter; the generator leaves it in the schema. */
function withStyle({ schema, ...parameter }: Parameter): Parameter {
  if (schema === undefined) return parameter;
  const { style, explode, ...rest } = schema;
  return { ...parameter, ...defined({ style, explode }), schema: rest };
}

interface Parameter {
  readonly name: string;
  readonly schema?: Json;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Record<string, { readonly schema: Json }>;
  };
}

const withOptionalBodies = (item: Json): Json =>
  Object.fromEntries(
    Object.entries(item).map(([method, operation]) => [method, withOptionalBody(operation as Operation)]),
  );

/** A body that may be null may be left out as well, and that is how it is told. */
function withOptionalBody(operation: Operation): Operation {
  const { requestBody: asked } = operation;
  const media = asked?.content['application/json'];
  // Bytes that are a body have to be there, if there are none of them either.
  if (asked !== undefined && media === undefined)
    return { ...operation, requestBody: { ...asked, required: true } };
  const choices = (media?.schema.anyOf ?? []) as Json[];
  const bodies = choices.filter(({ type }) => type !== 'null');
  const [body] = bodies;
  if (body === undefined || bodies.length !== 1 || choices.length !== 2) return operation;
  const requestBody = { required: false, content: { 'application/json': { ...media, schema: body } } };
  return { ...operation, requestBody };
}

/** Names of the components that are referred to, also by one another. */
function reachable(schemas: Json, from: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref' && typeof value === 'string' && value.startsWith(COMPONENT)) {
        const name = value.slice(COMPONENT.length);
        if (found.has(name)) continue;
        found.add(name);
        visit(schemas[name]);
      } else visit(value);
    }
  };
  visit(from);
  return found;
}
