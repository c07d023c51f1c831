import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findSocket } from '../../../activities/sandbox/find-socket.ts';

let directory: string;
let server: Server;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
  mkdirSync(join(directory, 'deep/er'), { recursive: true });
  mkdirSync(join(directory, 'plain'));
  writeFileSync(join(directory, 'plain/file'), '');
  symlinkSync('../deep', join(directory, 'plain/link'));
  server = createServer();
  await new Promise<void>((resolve) => server.listen(join(directory, 'deep/er/socket'), resolve));
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true, force: true });
});

test('findSocket: a folder with a socket deep below → its path', () => {
  expect(findSocket(join(directory, 'deep'))).toBe(join(directory, 'deep/er/socket'));
});

test('findSocket: the socket itself → its path', () => {
  expect(findSocket(join(directory, 'deep/er/socket'))).toBe(join(directory, 'deep/er/socket'));
});

test('findSocket: files, links to elsewhere, nothing at all → none', () => {
  expect(findSocket(join(directory, 'plain'))).toBeUndefined();
  expect(findSocket(join(directory, 'plain/file'))).toBeUndefined();
  expect(findSocket(join(directory, 'missing'))).toBeUndefined();
});
