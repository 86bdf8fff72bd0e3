import { createTheme, type CSSVariablesResolver } from '@mantine/core';

declare module 'react' {
  interface CSSProperties {
    /** Our own properties, set by what is drawn. */
    [name: `--${string}`]: string | number | undefined;
  }
}

/** One accent; everything else is ink and paper. */
export const theme = createTheme({
  primaryColor: 'keep',
  primaryShade: { light: 6, dark: 5 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "JetBrains Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace',
  respectReducedMotion: true,
  headings: { fontWeight: '650' },
  fontSizes: { xs: '12px', sm: '13.5px', md: '15px', lg: '17px', xl: '20px' },
  colors: {
    keep: [
      '#eef1fd',
      '#dbe2f8',
      '#b5c2ef',
      '#8ca0e6',
      '#6983df',
      '#5370da',
      '#4563d0',
      '#3753b6',
      '#2e4aa3',
      '#223f91',
    ],
    dark: [
      '#d3d7df',
      '#b9bfca',
      '#959daa',
      '#6c7583',
      '#434b58',
      '#333a46',
      '#262c36',
      '#1b2028',
      '#14181e',
      '#0e1116',
    ],
  },
});

/** The few colours that components take by name; each has enough contrast on its ground. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--ground': '#f4f5f8',
    '--paper': '#ffffff',
    '--raised': '#f7f8fa',
    '--line': '#dfe2e8',
    '--ink': '#1a1f29',
    '--ink-soft': '#596273',
    '--accent': '#3f5bc4',
    '--accent-soft': '#e9edfb',
    '--good': '#1a7440',
    '--warn': '#96570a',
    '--bad': '#b42525',
    '--mantine-color-dimmed': '#596273',
    '--mantine-color-body': '#ffffff',
  },
  dark: {
    '--ground': '#12151a',
    '--paper': '#1b2028',
    '--raised': '#222832',
    '--line': '#323a46',
    '--ink': '#e4e7ec',
    '--ink-soft': '#98a1af',
    '--accent': '#9db1f5',
    '--accent-soft': '#28314c',
    '--good': '#5fc58a',
    '--warn': '#e5ac5a',
    '--bad': '#f28b82',
    '--mantine-color-dimmed': '#98a1af',
    '--mantine-color-body': '#1b2028',
  },
});
