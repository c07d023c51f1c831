/**
 * Text of a user or a model without what cannot be seen and yet acts: control characters (they steer
 * terminals) and marks that turn the direction of what follows. Each becomes U+FFFD, so that it shows that
 * something was there. Pure.
 */
export const visibleText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
