/**
 * Text of a user or a model inside Markdown that Temporal UI renders: shown as it was written, on one line.
 * Unescaped it could draw links and images (which a browser fetches) into an operator's page. Pure.
 */
export const escapeMarkdown = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>!|~#&]/g, '\\$&');
