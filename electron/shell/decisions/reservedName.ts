/** Names that Windows gives to devices, whatever the folder, extension or letter case. */
const DEVICE_NAME = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** Whether a file name would reach a device on Windows: the part before the first dot, without trailing blanks. */
export function isDeviceName(fileName: string): boolean {
  const stem = fileName.split('.')[0] ?? '';
  return DEVICE_NAME.test(stem.trim());
}
