/**
 * A content as git's binary patches hold it: compressed, in lines of base 85, each telling its length. Pure.
 */
import { deflateSync } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const LINE_BYTES = 52;

/** Both directions, so that the patch can be taken back as well. */
export const binaryPatch = (before: Uint8Array, after: Uint8Array): string =>
  `GIT binary patch\n${literal(after)}\n${literal(before)}\n`;

function literal(content: Uint8Array): string {
  const packed = deflateSync(content);
  const lines: string[] = [];
  for (let at = 0; at < packed.length; at += LINE_BYTES)
    lines.push(line(packed.subarray(at, at + LINE_BYTES)));
  return `literal ${content.length}\n${lines.join('')}`;
}

function line(bytes: Buffer): string {
  const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
  bytes.copy(padded);
  let text = '';
  for (let at = 0; at < padded.length; at += 4) text += fiveDigits(padded.readUInt32BE(at));
  return `${lengthLetter(bytes.length)}${text}\n`;
}

function fiveDigits(value: number): string {
  let text = '';
  for (let rest = value, count = 0; count < 5; count += 1) {
    text = (DIGITS[rest % 85] ?? '') + text;
    rest = Math.floor(rest / 85);
  }
  return text;
}

/** A to Z for 1 to 26, a to z for 27 to 52. */
const lengthLetter = (length: number): string =>
  String.fromCharCode(length <= 26 ? 64 + length : 96 + length - 26);
