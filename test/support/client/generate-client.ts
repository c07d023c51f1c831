/**
 * Writes the types of a client: `node generate-client.ts <OpenAPI document> <file>`. A process of its own,
 * since the generator builds its output with an API that the project's compiler does not have, and gets
 * another one in its place.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';

const [, , document = '', file = ''] = process.argv;

const COMPILER_API = new URL('./typescript-api.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'typescript' ? COMPILER_API : specifier, context),
});
const { default: openapiTS, astToString } = await import('openapi-typescript');
const { default: ts } = await import('./typescript-api.ts');
const BLOB = ts.factory.createTypeReferenceNode('Blob');

const types = await openapiTS(await readFile(document, 'utf8'), {
  // A field with a default may be left out of a request.
  defaultNonNullable: false,
  // Bytes are no text.
  transform: ({ format }) => (format === 'binary' ? BLOB : undefined),
});
await writeFile(file, astToString(types));
