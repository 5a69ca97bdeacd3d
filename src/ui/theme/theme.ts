import { type CSSVariablesResolver, createTheme, type MantineThemeOverride } from '@mantine/core';
import { darkGrays, grays, scale, shadeOfDark, shadeOfLight } from './colours.ts';

/** The Digital Agency's tokens, spoken in Mantine's words. Colours of our own parts stand in variables.css. */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: shadeOfLight, dark: shadeOfDark },
  colors: {
    blue: scale('blue'),
    cyan: scale('cyan'),
    green: scale('green'),
    yellow: scale('yellow'),
    orange: scale('orange'),
    red: scale('red'),
    grape: scale('magenta'),
    violet: scale('purple'),
    gray: grays,
    dark: darkGrays,
  },
  white: 'var(--color-neutral-white)',
  black: 'var(--color-neutral-solid-gray-900)',
  fontFamily: 'var(--musubi-font)',
  fontFamilyMonospace: 'var(--musubi-font-mono)',
  // 14 px is the smallest text there is.
  fontSizes: { xs: '0.875rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.6', lg: '1.6', xl: '1.5' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.25rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '700',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.4' },
      h2: { fontSize: '1.25rem', lineHeight: '1.5' },
      h3: { fontSize: '1.125rem', lineHeight: '1.5' },
      h4: { fontSize: '1rem', lineHeight: '1.5' },
      h5: { fontSize: '1rem', lineHeight: '1.5' },
      h6: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  shadows: {
    xs: 'none',
    sm: 'var(--elevation-1)',
    md: 'var(--elevation-2)',
    lg: 'var(--elevation-3)',
    xl: 'var(--elevation-5)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Modal: { defaultProps: { transitionProps: { duration: 100 }, overlayProps: { backgroundOpacity: 0.5 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Menu: {
      defaultProps: {
        transitionProps: { duration: 80 },
        shadow: 'md',
        // The menu itself takes the focus: an extra element inside it would be no item of a menu.
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 80 }, shadow: 'md' } } },
    MultiSelect: { defaultProps: { comboboxProps: { transitionProps: { duration: 80 }, shadow: 'md' } } },
    Tooltip: {
      defaultProps: {
        transitionProps: { duration: 80 },
        openDelay: 250,
        // Whatever the pointer shows, the keyboard shows too.
        events: { hover: true, focus: true, touch: true },
        multiline: true,
        maw: 360,
      },
    },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
});

/** Mantine's own surfaces, lines and words follow ours, so that both kinds of parts look alike. */
export const themeVariables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--musubi-page)',
    '--mantine-color-text': 'var(--musubi-text)',
    '--mantine-color-dimmed': 'var(--musubi-text-quiet)',
    '--mantine-color-placeholder': 'var(--musubi-text-placeholder)',
    '--mantine-color-anchor': 'var(--musubi-link)',
    '--mantine-color-error': 'var(--musubi-danger)',
    '--mantine-color-default': 'var(--musubi-raised)',
    '--mantine-color-default-hover': 'var(--musubi-hover)',
    '--mantine-color-default-color': 'var(--musubi-text)',
    '--mantine-color-default-border': 'var(--musubi-line-strong)',
    '--mantine-color-disabled': 'var(--musubi-sunken)',
    '--mantine-color-disabled-color': 'var(--musubi-text-quiet)',
    '--mantine-color-disabled-border': 'var(--musubi-line)',
    '--mantine-color-blue-light': 'var(--musubi-accent-soft)',
    '--mantine-color-blue-light-hover': 'var(--musubi-accent-soft-hover)',
    '--mantine-color-blue-light-color': 'var(--musubi-accent)',
    '--mantine-color-blue-outline': 'var(--musubi-accent)',
    '--mantine-color-blue-outline-hover': 'var(--musubi-accent-soft)',
    '--mantine-color-blue-text': 'var(--musubi-accent)',
    '--mantine-color-red-light': 'var(--musubi-danger-soft)',
    '--mantine-color-red-light-hover': 'var(--musubi-danger-soft)',
    '--mantine-color-red-light-color': 'var(--musubi-danger)',
    '--mantine-color-red-outline': 'var(--musubi-danger)',
    '--mantine-color-green-light': 'var(--musubi-success-soft)',
    '--mantine-color-green-light-hover': 'var(--musubi-success-soft)',
    '--mantine-color-green-light-color': 'var(--musubi-success)',
    '--mantine-color-yellow-light': 'var(--musubi-warning-soft)',
    '--mantine-color-yellow-light-hover': 'var(--musubi-warning-soft)',
    '--mantine-color-yellow-light-color': 'var(--musubi-warning)',
    '--mantine-color-gray-light': 'var(--musubi-sunken)',
    '--mantine-color-gray-light-hover': 'var(--musubi-hover)',
    '--mantine-color-gray-light-color': 'var(--musubi-text)',
  };
  return { variables: {}, light: both, dark: both };
};
