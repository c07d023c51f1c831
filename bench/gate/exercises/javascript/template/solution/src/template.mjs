export function render(template, values) {
  return template.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, path) => {
    const found = path.split('.').reduce((value, key) => value?.[key], values);
    if (found === undefined) throw new Error(`there is no ${path}`);
    return String(found);
  });
}
