/** The scripts of a package, from the text that describes it. Pure. */
import { z } from 'zod';
import type { PackageScripts } from '../twins/runners/expand-script.ts';

const described = z.object({ scripts: z.record(z.string(), z.string()) });

/** None where it is no description of a package. */
export function scriptsOf(text: string | undefined): PackageScripts {
  try {
    return described.safeParse(JSON.parse(text ?? '')).data?.scripts ?? {};
  } catch {
    return {};
  }
}
