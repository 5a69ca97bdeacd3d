const longest = 31;
const forbidden = /[[\]:*?/\\]/g;

/** Gives each sheet a name that a workbook accepts and that no other sheet of it has. */
export function sheetNamer(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const plain = wanted
      .replaceAll(forbidden, ' ')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/^['\s]+|['\s]+$/g, '');
    for (let number = 1; ; number += 1) {
      const ending = number === 1 ? '' : ` ${number}`;
      const name = (plain || '-').slice(0, longest - ending.length).trimEnd() + ending;
      // Programs compare names without regard to case; one of them is their own.
      const key = name.toLowerCase();
      if (key === 'history' || taken.has(key)) continue;
      taken.add(key);
      return name;
    }
  };
}
