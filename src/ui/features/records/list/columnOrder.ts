/**
 * Every field once: those that somebody put in order, then the others as they are offered; `first` leads always.
 * What was put in order and is not offered (a field of another version) is passed over.
 */
export function orderedFields(
  offered: readonly string[],
  order: readonly string[],
  first: string,
): readonly string[] {
  const known = new Set(offered);
  return [...new Set([first, ...order, ...offered])].filter((field) => known.has(field));
}

/** The order with `field` moved by `by` places among the fields that can move. */
export function moveField(order: readonly string[], field: string, by: number): readonly string[] {
  const from = order.indexOf(field);
  if (from < 0) return order;
  const to = Math.min(Math.max(from + by, 0), order.length - 1);
  const next = order.filter((each) => each !== field);
  next.splice(to, 0, field);
  return next;
}
