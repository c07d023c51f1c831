/** The strict JSON schema of a tool's arguments, from the one place where they are written. Pure. */
import { z } from 'zod';
import type { ParametersSchema } from './tool-declaration.ts';

/**
 * What is read of a schema as zod writes it; limits are left out, since a strict function may not have them.
 */
interface Written {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Written[];
  readonly items?: Written;
  readonly properties?: Readonly<Record<string, Written>>;
}

/** Every property is required, and what may be left out may be `null` in its place. */
export function parametersOf(argumentsSchema: z.ZodObject): ParametersSchema {
  const { properties = {} } = z.toJSONSchema(argumentsSchema, { io: 'input' }) as Written;
  return { type: 'object', ...membersOf(properties) };
}

const membersOf = (properties: Readonly<Record<string, Written>>) => ({
  properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, propertyOf(each)])),
  required: Object.keys(properties),
  additionalProperties: false as const,
});

/**
 * The order of the keys is part of what providers cache, and so stays as it is: the texts of a list stand
 * before its description, items that are objects after it.
 */
function propertyOf(written: Written): Readonly<Record<string, unknown>> {
  const { type, enum: values, items, properties } = written.anyOf?.find(isValue) ?? written;
  const isNullable = written.anyOf?.some((each) => !isValue(each)) ?? false;
  const { description = written.anyOf?.find(isValue)?.description } = written;
  const list = items === undefined ? {} : { items: propertyOf(items) };
  const isListOfTexts = items !== undefined && items.properties === undefined;
  return {
    type: isNullable ? [type, 'null'] : type,
    ...(isListOfTexts ? list : {}),
    ...(description === undefined ? {} : { description }),
    ...(values === undefined ? {} : { enum: values }),
    ...(isListOfTexts ? {} : list),
    ...(properties === undefined ? {} : membersOf(properties)),
  };
}

const isValue = ({ type }: Written): boolean => type !== 'null';
