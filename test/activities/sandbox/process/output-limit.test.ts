import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KeptOutput } from '../../../../activities/sandbox/process/output-limit.ts';
import { createOutputLimit } from '../../../../activities/sandbox/process/output-limit.ts';

const keep = (chunks: readonly Uint8Array[], maxBytes: number): KeptOutput => {
  const limit = createOutputLimit(maxBytes);
  for (const chunk of chunks) limit.push(chunk);
  return limit.end();
};

const CUT_LINE = /\n?\[\.\.\. (\d+) bytes cut; head and tail are kept \.\.\.\]\n/;

/** Cuts bytes at the given places, as pipes do. */
const chunked = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const chunks: Buffer[] = [];
  let position = 0;
  for (const size of sizes) {
    chunks.push(bytes.subarray(position, position + size));
    position += size;
  }
  return [...chunks, bytes.subarray(position)];
};

const unicodeText = fc
  .array(fc.constantFrom('a', '\n', 'é', '漢', '😀', 'zz\r\n'), { maxLength: 3000 })
  .map((parts) => parts.join(''));
const sizes = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 20 });
const maxBytes = fc.integer({ min: 256, max: 2048 });

describe('output limit', () => {
  test('any text in any chunks → never more than the limit, no code point split, the cut counted exactly', () => {
    fc.assert(
      fc.property(unicodeText, sizes, maxBytes, (text, chunkSizes, max) => {
        const bytes = Buffer.from(text);
        const kept = keep(chunked(bytes, chunkSizes), max);
        expect(Buffer.byteLength(kept.text)).toBeLessThanOrEqual(max);
        expect(kept.text).not.toMatch(/\uFFFD|\?/);
        expect(kept.totalBytes).toBe(bytes.length);
        expect(kept.truncated).toBe(bytes.length > max);
        expect(kept.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
        if (!kept.truncated) return expect(kept.text).toBe(text);
        const cut = Number(CUT_LINE.exec(kept.text)?.[1]);
        const [head = '', tail = ''] = kept.text.split(CUT_LINE).filter((_, index) => index !== 1);
        expect(text.startsWith(head.replace(/\n$/, ''))).toBe(true);
        expect(text.endsWith(tail)).toBe(true);
        expect(kept.bytes.length + cut).toBe(bytes.length);
      }),
      { numRuns: 300 },
    );
  });

  test('any bytes → text within the limit that holds neither NUL nor the replacement character', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), sizes, maxBytes, (bytes, chunkSizes, max) => {
        const kept = keep(chunked(Buffer.from(bytes), chunkSizes), max);
        expect(Buffer.byteLength(kept.text)).toBeLessThanOrEqual(max);
        expect(kept.text).not.toMatch(/[\0\uFFFD]/);
      }),
      { numRuns: 300 },
    );
  });

  test('lines beyond the limit → head and tail are whole lines', () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `line ${index}\n`);
    const { text } = keep([Buffer.from(lines.join(''))], 1024);
    const [head, , tail] = text.split(CUT_LINE);
    expect(`${head}\n`).toMatch(/^(line \d+\n)+$/);
    expect(tail).toMatch(/^(line \d+\n)+$/);
    expect(tail?.endsWith('line 999\n')).toBe(true);
  });

  test('exactly the limit → whole; one byte more → cut', () => {
    expect(keep([Buffer.alloc(300, 'x')], 300).truncated).toBe(false);
    expect(keep([Buffer.alloc(301, 'x')], 300).truncated).toBe(true);
  });

  test('256 MiB pushed → constant memory', () => {
    const limit = createOutputLimit(1024 * 1024);
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const before = process.memoryUsage().rss;
    for (let index = 0; index < 4096; index += 1) limit.push(chunk);
    expect(limit.end().totalBytes).toBe(256 * 1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('a limit too small for its own cut line → refused', () => {
    expect(() => createOutputLimit(100)).toThrow(RangeError);
  });
});
