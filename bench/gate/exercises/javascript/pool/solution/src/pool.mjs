export async function pooled(tasks, limit) {
  if (limit < 1) throw new RangeError('a limit is at least 1');
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const index = next++;
      results[index] = await tasks[index]();
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
