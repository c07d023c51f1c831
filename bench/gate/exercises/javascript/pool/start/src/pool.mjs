export async function pooled(tasks, limit) {
  throw new Error('not made yet');
}
