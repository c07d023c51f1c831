export const encode = (text) => text.replace(/(.)\1+/gs, (run, letter) => `${run.length}${letter}`);

export const decode = (text) =>
  text.replace(/(\d+)(\D)/g, (_, count, letter) => letter.repeat(Number(count)));
