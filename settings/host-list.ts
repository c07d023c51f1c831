import { z } from 'zod';

/** A list of hosts with commas, as an operator names them; `examples` are for who writes something else. */
export const hostList = (examples: string) =>
  z
    .string()
    .default('')
    .transform((text, context) =>
      text
        .split(',')
        .map((part) => part.trim().toLowerCase())
        .filter((part) => part !== '')
        .map((part) => {
          if (!/^[a-z0-9.:_[\]-]+$/.test(part))
            context.addIssue({ code: 'custom', message: `"${part}" is not a host such as ${examples}` });
          return part;
        }),
    );
