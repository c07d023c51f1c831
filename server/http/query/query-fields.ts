/**
 * A query as the fields that routes know: `metadata[team]=pay` is the field `team` of `metadata`, one level
 * deep and no deeper (OpenAPI's `deepObject`). Pure.
 */
import { parse } from 'node:querystring';

const NAMED = /^([^[\]]+)\[([^[\]]+)\]$/;

/**
 * A field that is named twice is a list. Objects have no prototype, so that no name is taken for theirs; one
 * that later readers would drop as such stays a field of its own, which no route knows.
 */
export function queryFields(query: string): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(parse(query))) {
    const [, object, key] = NAMED.exec(name) ?? [];
    if (object === undefined || key === undefined || key === '__proto__') fields[name] = value;
    else fields[object] = withKey(fields[object], key, value);
  }
  return fields;
}

/** What stands there beside an object is no object, and is refused with it. */
function withKey(before: unknown, key: string, value: unknown): unknown {
  if (before !== undefined && (typeof before !== 'object' || Array.isArray(before))) return [before, value];
  const object: Record<string, unknown> = Object.assign(Object.create(null), before);
  object[key] = value;
  return object;
}
