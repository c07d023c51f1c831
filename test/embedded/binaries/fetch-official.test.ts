import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findPart } from '../../../embedded/binaries/find-part.ts';
import { createWorkshop, sha256, type Workshop } from './gizmo.ts';

let shop: Workshop;
let service: Server;
let url: string;
let asked: string[];
let fileToExtract: string;
let archive: Buffer;
let pinned: string;

beforeEach(async () => {
  shop = createWorkshop();
  asked = [];
  fileToExtract = 'gizmo';
  const program = shop.writeGizmo(join(shop.directory, 'release', 'gizmo'), '1.2.4');
  pinned = sha256(program);
  const tarball = join(shop.directory, 'gizmo.tar.gz');
  execFileSync('tar', ['-czf', tarball, '-C', join(shop.directory, 'release'), 'gizmo']);
  archive = readFileSync(tarball);
  service = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/gizmo.tar.gz') response.end(archive);
    else response.end(JSON.stringify({ archiveUrl: `${url}/gizmo.tar.gz`, fileToExtract }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const address = service.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(() => {
  service.close();
  rmSync(shop.directory, { recursive: true, force: true });
});

const find = (downloadUrl = url): Promise<string> =>
  findPart(
    { ...shop.part, official: { artifact: 'gizmo/v1.2.4', programSha256: { 'linux-x64': pinned } } },
    { ...shop.context, downloadUrl },
  );
const message = async (): Promise<string> => String(await find().catch((thrown: unknown) => thrown));

test('official download: the pinned program inside → taken, before any wheel', async () => {
  const path = await find();
  expect(execFileSync(path, { encoding: 'utf8' })).toBe('gizmo 1.2.4\n');
  expect(asked).toEqual(['/gizmo/v1.2.4?arch=amd64&platform=linux&format=tar.gz', '/gizmo.tar.gz']);
});

test('official download: another program inside → the mismatch is the reason, and the wheel is taken', async () => {
  pinned = '0'.repeat(64);
  expect(await message()).toMatch(
    /the official download: refused: the SHA-256 of its gizmo is [0-9a-f]{64}, pinned is 0{64}/,
  );
  shop.installPython();
  expect(execFileSync(await find(), { encoding: 'utf8' })).toBe('gizmo 1.2.3\n');
});

test('official download: a file name that leads out of the folder → refused', async () => {
  fileToExtract = '../gizmo';
  expect(await message()).toContain('answered in a form that is not known here');
});

test('official download: the archive is cut short → a reason, nothing kept', async () => {
  archive = archive.subarray(0, archive.length / 2);
  expect(await message()).toMatch(/the official download: .*(tar|gzip)/s);
});

test('official download: nobody listens → the reason names the service', async () => {
  service.close();
  expect(await message()).toMatch(/the official download: http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/);
});
