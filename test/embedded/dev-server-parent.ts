/** A parent for the dev server that a test kills: starts it, says so in one line, and stays. */
import { startDevServer } from '../../embedded/dev-server.ts';

const [cliPath = '', dbFile = '', port = ''] = process.argv.slice(2);
const { address, pid } = await startDevServer({ cliPath, dbFile, port: Number(port), headless: true });
console.log(JSON.stringify({ address, pid }));
