export const same = (found, wanted) => found === wanted;
