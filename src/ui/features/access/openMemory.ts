const place = 'musubi.opened';

/** Whether this browser has shown an open registry at this address. */
export function wasOpen(): boolean {
  try {
    return localStorage.getItem(place) !== null;
  } catch {
    return false;
  }
}

export function rememberOpen(): void {
  try {
    localStorage.setItem(place, '1');
  } catch {
    // Only the first paint is the later for it.
  }
}
