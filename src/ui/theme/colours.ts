import type { MantineColorsTuple } from '@mantine/core';

type Hue = 'blue' | 'light-blue' | 'cyan' | 'green' | 'yellow' | 'orange' | 'red' | 'magenta' | 'purple';

/** Ten of the agency's thirteen steps: Mantine takes ten, and the middle ones differ least. */
const steps = [50, 100, 200, 300, 400, 600, 800, 900, 1000, 1100] as const;

/** Position of step 900, the agency's key colour, among `steps`. */
export const shadeOfLight = 7;
/** Position of step 800: white text on it keeps 7:1 in dark surroundings too. */
export const shadeOfDark = 6;

export function scale(hue: Hue): MantineColorsTuple {
  return steps.map((step) => `var(--color-primitive-${hue}-${step})`) as unknown as MantineColorsTuple;
}

function gray(...names: readonly string[]): MantineColorsTuple {
  return names.map((name) => `var(--color-neutral-solid-gray-${name})`) as unknown as MantineColorsTuple;
}

export const grays: MantineColorsTuple = gray(
  '50',
  '100',
  '200',
  '300',
  '420',
  '536',
  '600',
  '700',
  '800',
  '900',
);

/** Mantine's dark scale runs from text (0) over lines (4) and fields (6) to the page (7). */
export const darkGrays: MantineColorsTuple = [
  'var(--color-neutral-solid-gray-50)',
  'var(--color-neutral-solid-gray-200)',
  'var(--color-neutral-solid-gray-300)',
  'var(--color-neutral-solid-gray-420)',
  'var(--color-neutral-solid-gray-700)',
  'var(--color-neutral-solid-gray-800)',
  'var(--musubi-raised)',
  'var(--color-neutral-solid-gray-900)',
  'var(--musubi-sunken)',
  'var(--color-neutral-black)',
];
