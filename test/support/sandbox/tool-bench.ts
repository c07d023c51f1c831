/** Calls tools the way a turn does, in a workspace behind the real sandbox. */
import { chmodSync, lchownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments } from '../../../activities/tools/registry.ts';
import type { ToolContext, ToolOutput } from '../../../activities/tools/tool.ts';
import type { TestSandbox } from './sandbox.ts';
import { openTestSandbox } from './sandbox.ts';

export interface ToolBench {
  readonly box: TestSandbox;
  /** It is the current test's; see `renew`. */
  readonly workspace: string;
  /** Gives the next test an empty workspace. */
  renew(): void;
  call(name: string, args: unknown, more?: Partial<ToolContext>): Promise<ToolOutput>;
  at(path: string): string;
  text(path: string): string;
  /** Puts a file there as the sandbox's user would have. */
  put(path: string, content: string | Buffer, mode?: number): void;
}

export async function openToolBench(): Promise<ToolBench> {
  const box = await openTestSandbox();
  let workspace = box.makeWorkspace();
  const at = (path: string): string => join(workspace, path);
  return {
    box,
    get workspace() {
      return workspace;
    },
    renew() {
      workspace = box.makeWorkspace();
    },
    async call(name, args, more = {}) {
      const prepared = parseArguments(name, JSON.stringify(args));
      if (!prepared.ok) return { ok: false, output: prepared.problem };
      return prepared.execute({
        workspace,
        sandbox: box.sandbox,
        signal: new AbortController().signal,
        ...more,
      });
    },
    at,
    text: (path) => readFileSync(at(path), 'utf8'),
    put(path, content, mode = 0o644) {
      writeFileSync(at(path), content);
      chmodSync(at(path), mode);
      if (process.getuid?.() === 0) lchownSync(at(path), box.uid, box.uid);
    },
  };
}
