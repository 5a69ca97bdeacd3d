import path from 'node:path';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The stand-in for Electron needs ${name}`);
  }
  return value;
}

/** What the test decides about the machine that the stand-in plays. */
export const machine = {
  /** Folder that plays the user's home. */
  home: required('STAND_IN_HOME'),
  /** Folder of the app: where package.json and out/ lie. */
  appPath: required('STAND_IN_APP_PATH'),
  browser: required('STAND_IN_BROWSER'),
  passwordStore: process.env.STAND_IN_PASSWORD_STORE ?? 'gnome_libsecret',
  /** Whether message boxes wait for `pressButton`, instead of being answered at once. */
  holdsDialogs: process.env.STAND_IN_HOLD_DIALOGS === '1',
  languages: (process.env.STAND_IN_LANGUAGES ?? 'en-GB').split(','),
  displays: JSON.parse(process.env.STAND_IN_DISPLAYS ?? '[{"x":0,"y":0,"width":1920,"height":1040}]') as {
    x: number;
    y: number;
    width: number;
    height: number;
  }[],
} as const;

export function inHome(...parts: string[]): string {
  return path.join(machine.home, ...parts);
}
