import { execFile } from 'node:child_process';

/** The system's own word on whether the connection costs by volume; where there is none to ask, nothing is known. */
const questions: Partial<Record<NodeJS.Platform, { command: string; args: string[]; metered: RegExp }>> = {
  linux: {
    command: 'nmcli',
    args: ['--terse', '--get-values', 'GENERAL.METERED', 'device', 'show'],
    metered: /^yes/m,
  },
  win32: {
    command: 'powershell.exe',
    args: [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      '[Windows.Networking.Connectivity.NetworkInformation,Windows,ContentType=WindowsRuntime]::GetInternetConnectionProfile().GetConnectionCost().NetworkCostType',
    ],
    metered: /^(Fixed|Variable)/m,
  },
};

const patience = 3_000;

/** @returns undefined when the system does not say */
export function isMetered(platform = process.platform): Promise<boolean | undefined> {
  const question = questions[platform];
  if (!question) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    execFile(question.command, question.args, { timeout: patience }, (failure, said) =>
      resolve(failure || said.trim() === '' ? undefined : question.metered.test(said)),
    );
  });
}
