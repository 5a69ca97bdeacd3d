const names = new Set(['fiscalYear', 'implementationYear', 'fy', 'startFy', 'endFy']);

/** Whether a whole number in this field or part counts Japanese fiscal years. */
export function isFiscalYear(name: string): boolean {
  return names.has(name);
}
