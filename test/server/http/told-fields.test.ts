/** Whatever is wrong in a body, the 400 names the field and says what it must be. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { apiOperations } from '../../support/service/api-operations.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';
import { validBodyOf } from '../../support/tenants/valid-bodies.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

type Method = Parameters<RestBench['call']>[0];
type Schema = {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
} & Partial<Readonly<Record<'anyOf' | 'oneOf' | 'allOf', readonly Schema[]>>>;

/** Every field below a schema; `0` stands for an element of a list. */
function fieldsOf(schema: Schema, named: (ref: string) => Schema, depth = 0): string[][] {
  if (depth > 8) return [];
  const inner = (each: Schema) => fieldsOf(each, named, depth + 1);
  const { $ref, properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  return [
    ...($ref === undefined ? [] : inner(named($ref))),
    ...[...anyOf, ...oneOf, ...allOf].flatMap(inner),
    ...Object.entries(properties).flatMap(([name, each]) => [
      [name],
      ...inner(each).map((rest) => [name, ...rest]),
    ]),
    ...(items === undefined ? [] : [['0'], ...inner(items).map((rest) => ['0', ...rest])]),
  ];
}

/** The body with this value at the field, whatever stood on the way. */
function withField(body: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const before = (body ?? {}) as Readonly<Record<string, unknown>>;
  const within = withField(before[name], rest, value);
  return name === '0' ? [within] : { ...before, [name]: within };
}

const STRANGE = [7, -1.5, 'x'.repeat(5_000), '', true, null, [], ['', 7], {}, { colour: 'blue' }, [[{}]]];

test('a body that is wrong anywhere, on every route → each field is named, with what it must be', async () => {
  const document = bench.app.swagger() as { components?: { schemas?: Record<string, Schema> } };
  const named = (ref: string): Schema => document.components?.schemas?.[ref.split('/').at(-1) ?? ''] ?? {};
  const unsaid = new Map<string, string>();
  let refused = 0;
  for (const { name, requestBody } of apiOperations(bench.app.swagger())) {
    const [method = '', path = ''] = name.split(' ');
    const content = requestBody?.content['application/json'] as { readonly schema?: Schema } | undefined;
    if (content?.schema === undefined) continue;
    const fields = [[], ...fieldsOf(content.schema, named)];
    const distinct = new Map(fields.map((each) => [each.join('.'), each]));
    for (const field of distinct.values())
      for (const value of STRANGE) {
        const sent = withField(validBodyOf(method, path), field, value);
        const reply = await bench.call(
          method as Method,
          path.replaceAll(/\{\w+\}/g, 'x'),
          JSON.stringify(sent),
        );
        if (reply.statusCode !== 400) continue;
        refused += 1;
        const { errors, detail } = reply.json<{
          errors?: { field: string; message: string }[];
          detail?: string;
        }>();
        for (const error of errors ?? [{ field: '', message: detail ?? '' }])
          if (error.field === '' || /^(Invalid input)?$/.test(error.message))
            unsaid.set(
              `${name} ${error.field}`,
              `${error.message} for ${JSON.stringify(value).slice(0, 40)}`,
            );
      }
  }
  expect(refused).toBeGreaterThan(500);
  expect(Object.fromEntries(unsaid)).toEqual({});
});
