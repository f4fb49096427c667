/** The same thing with some members absent: absent and undefined are not the same here. */
export function without<T extends object, K extends keyof T>(thing: T, ...names: K[]): Omit<T, K> {
  const rest = { ...thing };
  for (const name of names) Reflect.deleteProperty(rest, name);
  return rest;
}
