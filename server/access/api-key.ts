/**
 * The form of a key: `gk_`, 256 random bits, and a checksum, by which a typo and a foreign token are told
 * without a look into any table, and by which scanners for secrets know one. Pure but for its random bits.
 */
import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

export interface MadeKey {
  /** It is shown once, and kept nowhere. */
  readonly secret: string;
  /** Its beginning, by which people tell keys apart. */
  readonly prefix: string;
  readonly sha256: string;
}

const MARK = 'gk_';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(DIGITS.length);
const RANDOM_BYTES = 32;
/** 256 bits take so many digits. */
const RANDOM_DIGITS = 43;
const CHECKSUM_DIGITS = 6;
const SHOWN_CHARACTERS = MARK.length + 8;

const FORM = new RegExp(`^${MARK}[0-9A-Za-z]{${RANDOM_DIGITS + CHECKSUM_DIGITS}}$`);

export function makeKey(random: Uint8Array = randomBytes(RANDOM_BYTES)): MadeKey {
  const body = digitsOf(BigInt(`0x${Buffer.from(random).toString('hex')}`), RANDOM_DIGITS);
  return madeKeyOf(`${MARK}${body}${checksumOf(body)}`);
}

export const madeKeyOf = (secret: string): MadeKey => ({
  secret,
  prefix: secret.slice(0, SHOWN_CHARACTERS),
  sha256: sha256Of(secret),
});

/** Whether the text is a whole key; nothing is said of whether anybody has made it. */
export function isWholeKey(text: string): boolean {
  if (!FORM.test(text)) return false;
  const body = text.slice(MARK.length, MARK.length + RANDOM_DIGITS);
  return text.endsWith(checksumOf(body));
}

/** All that is kept of a key. Its bits are random: a slow hash would add nothing. */
export const sha256Of = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const checksumOf = (body: string): string => digitsOf(BigInt(crc32(body)), CHECKSUM_DIGITS);

function digitsOf(value: bigint, count: number): string {
  let digits = '';
  for (let rest = value; digits.length < count; rest /= BASE)
    digits = `${DIGITS[Number(rest % BASE)]}${digits}`;
  return digits;
}
