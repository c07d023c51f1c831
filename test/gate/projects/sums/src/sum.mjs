export const sum = (numbers) => numbers.reduce((all, number) => all + Math.abs(number), 0);
