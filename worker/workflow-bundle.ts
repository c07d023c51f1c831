/**
 * The workflow code as the worker runs it: one file, built from the sources once for each state of them and
 * kept in the cache, since building takes seconds and every start needs it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';

const MAX_KEPT_BUNDLES = 5;
const SOURCES = fileURLToPath(new URL('../workflows/', import.meta.url));

/** Resolves with the path of the bundle for the sources as they are now. */
export async function bundleWorkflows(cacheDirectory: string): Promise<WorkflowBundleOption> {
  const codePath = join(cacheDirectory, `workflows-${await sourceDigest()}.js`);
  const isBuilt = await readFile(codePath).then(
    () => true,
    () => false,
  );
  if (!isBuilt) await build(codePath);
  return { codePath };
}

async function build(codePath: string): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(SOURCES, 'index.ts'),
    payloadConverterPath: join(SOURCES, 'payload-converter.ts'),
    workflowInterceptorModules: [join(SOURCES, 'trace-context.ts')],
    logger: new DefaultLogger('WARN'),
  });
  // Renamed into place, so that nobody ever loads half a file.
  const draft = `${codePath}.${process.pid}`;
  await mkdir(join(codePath, '..'), { recursive: true });
  await writeFile(draft, code);
  await rename(draft, codePath);
  await removeOldBundles(join(codePath, '..'));
}

/** Keeps the newest few: a running worker has read its own at its start. */
async function removeOldBundles(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => /^workflows-[0-9a-f]+\.js$/.test(name));
  const ages = await Promise.all(
    names.map(async (name) => ({ name, mtimeMs: (await stat(join(directory, name))).mtimeMs })),
  );
  const old = ages.sort((a, b) => b.mtimeMs - a.mtimeMs).slice(MAX_KEPT_BUNDLES);
  await Promise.all(old.map(({ name }) => rm(join(directory, name), { force: true })));
}

/**
 * The digest covers every source file and the SDK's version: a worker refuses a bundle that another version
 * built.
 */
async function sourceDigest(): Promise<string> {
  const sdk = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  const hash = createHash('sha256').update(sdk.version);
  const names = (await readdir(SOURCES, { recursive: true })).filter((name) => name.endsWith('.ts'));
  for (const name of names.sort()) hash.update(`\0${name}\0`).update(await readFile(join(SOURCES, name)));
  return hash.digest('hex').slice(0, 16);
}
