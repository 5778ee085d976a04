/** Puts an entry at the end of a map, and lets go of the first where there are more than so many: those that were used last are kept. */
export const putLast = <Key, Value>(map: Map<Key, Value>, [key, value]: readonly [Key, Value], most: number): void => {
  map.delete(key)
  map.set(key, value)
  const [first] = map.keys()
  if (map.size > most && first !== undefined) map.delete(first)
}
