/** What one row names must be there: if it is not, the data are broken, and that is a fault of ours. */
export const present = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined) throw new Error(`missing: ${what}`);
  return value;
};
