/** `npm run bench -- <name> [options]`: measurements, one file each. */
const BENCHES: Readonly<Record<string, () => Promise<{ main(args: readonly string[]): Promise<void> }>>> = {
  audit: () => import('./audit.ts'),
  gate: () => import('./gate.ts'),
  load: () => import('./load.ts'),
  model: () => import('./model.ts'),
  programs: () => import('./programs.ts'),
  turns: () => import('./turns.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (load === undefined) {
  console.error(`Usage: npm run bench -- <name> [options], with one of: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
await (await load()).main(args);
