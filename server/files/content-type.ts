/**
 * What a file is told to be, by its name alone and with care: nothing that a browser would run. Whatever is
 * not known is bytes. Pure.
 */
const TEXT =
  'c cc conf cpp cs css csv diff go h hpp htm html ini java js jsx kt log lua md mjs patch php pl py rb rs sh sql svg swift toml ts tsx txt vue xml yaml yml';

const TYPES: ReadonlyMap<string, string> = new Map([
  ...TEXT.split(' ').map((ending) => [ending, 'text/plain; charset=utf-8'] as const),
  ['json', 'application/json'],
  ['gif', 'image/gif'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
]);

export const contentTypeOf = (name: string): string =>
  TYPES.get(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '') ?? 'application/octet-stream';

/** A name to save it under (RFC 6266), in ASCII as well for those who read no other. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, percent);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
