/** Chromium refuses to run as root with its sandbox; everyone else keeps it. */
export function sandboxArguments(
  platform: NodeJS.Platform = process.platform,
  userId: number | undefined = process.getuid?.(),
): string[] {
  return platform === 'linux' && userId === 0 ? ['--no-sandbox'] : [];
}
