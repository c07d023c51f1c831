/** Registers the search attributes in the cluster, whoever runs it: a workflow cannot set an unknown one. */
import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../workflows/thread/search-attributes.ts';

/** `temporal.api.enums.v1.IndexedValueType`. */
const WIRE_TYPE = { TEXT: 1, KEYWORD: 2, INT: 3 } as const;

/**
 * Adds what is missing. Throws with the command that adds it by hand where this client may not (Temporal
 * Cloud). A fresh attribute takes a moment to reach every part of the cluster, so this waits until it is
 * listed.
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const missing = await missingAttributes(connection, namespace);
  if (missing.length === 0) return;
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, WIRE_TYPE[SEARCH_ATTRIBUTES[name]]])),
    });
  } catch (error) {
    // Another server of ours may have been faster.
    if ((await missingAttributes(connection, namespace)).length === 0) return;
    const flags = missing.map((name) => `--name ${name} --type ${SEARCH_ATTRIBUTES[name]}`).join(' ');
    throw new Error(
      `The Temporal namespace "${namespace}" lacks search attributes that Goalkeeper needs, and they cannot be added ` +
        `from here. Add them with: temporal operator search-attribute create --namespace ${namespace} ${flags}`,
      { cause: error },
    );
  }
}

type Name = keyof typeof SEARCH_ATTRIBUTES;

async function missingAttributes(connection: Connection, namespace: string): Promise<Name[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const known = new Set(Object.keys(customAttributes ?? {}));
  return (Object.keys(SEARCH_ATTRIBUTES) as Name[]).filter((name) => !known.has(name));
}
