/** Puts a drawing into an element as real nodes. Throws when the SVG is not well-formed; scripts in it would not run. */
export function insertSvg(element: Element, svg: string): void {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  if (parsed.localName !== 'svg') throw new Error('The drawing is not well-formed SVG');
  element.replaceChildren(document.importNode(parsed, true));
}
