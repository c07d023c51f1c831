/** Names of folders and files in which common tools keep what they can make again at any time. Pure. */
import type { BytePath } from '../../tree/tree-paths.ts';

/** Caches are known by name, wherever they lie. */
const CACHES: ReadonlySet<string> = new Set([
  '__pycache__',
  '.cache',
  '.eslintcache',
  '.gradle',
  '.hypothesis',
  '.mypy_cache',
  '.nyc_output',
  '.parcel-cache',
  '.pytest_cache',
  '.pytype',
  '.ruff_cache',
  '.stylelintcache',
  '.swc',
  '.turbo',
  '.vite',
  '.vite-temp',
  '.vitest',
]);

/** Whether the path is such a cache, or lies in one. */
export const isToolCache = (path: BytePath): boolean => path.split('/').some((name) => CACHES.has(name));
