export function parse(text) {
  const values = {};
  for (const part of text.replace(/^\?/, '').split('&').filter(Boolean)) {
    const [key, value = ''] = part.split('=').map((half) => decodeURIComponent(half.replaceAll('+', ' ')));
    values[key] = key in values ? [values[key], value].flat() : value;
  }
  return values;
}

export function format(values) {
  return Object.entries(values)
    .flatMap(([key, value]) =>
      [value].flat().map((one) => `${encodeURIComponent(key)}=${encodeURIComponent(one)}`),
    )
    .join('&');
}
