/** Text of the user or of a tool inside a tagged block: it must not be able to close the tag it stands in. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
