/** What an edit made of a contract, field by field. Pure. */
import { defined } from '../../objects/defined.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { ContractEdit } from '../report.ts';

type FieldChange = ContractEdit['fields'][number];

/** Lists are compared by the names of their elements where they have one (checks), else as wholes. */
export function contractDiff(before: Contract, after: Contract): FieldChange[] {
  const old = new Map(fieldsOf(before, ''));
  const now = new Map(fieldsOf(after, ''));
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((field) => {
    const [was, is] = [old.get(field), now.get(field)];
    if (was === is) return [];
    return [{ field, ...defined({ before: was, after: is }) }];
  });
}

/** Every leaf with its dotted path and its value as text. */
function fieldsOf(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [[path, JSON.stringify(value) ?? '']];
  if (!Array.isArray(value))
    return Object.entries(value).flatMap(([key, held]) => fieldsOf(held, join(path, key)));
  const names = value.map(nameOf);
  if (value.length === 0) return [];
  if (names.every((name) => name !== undefined))
    return value.flatMap((held, index) => fieldsOf(held, `${path}["${names[index]}"]`));
  return [[path, value.map((held) => (typeof held === 'string' ? held : JSON.stringify(held))).join('\n')]];
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const nameOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : undefined;
