export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlacement {
  /** Null where nothing fitting was kept: the system then centres the window. */
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

export const SMALLEST_WINDOW = { width: 800, height: 560 } as const;
const USUAL_WINDOW = { width: 1360, height: 880 } as const;

/** So much of the title bar must lie on a display that a hand can take hold of the window. */
const GRIP = { width: 120, height: 32 } as const;

/**
 * Where to put the window, from what was kept of the last session and from the displays that are there now: a
 * laptop comes back from a seminar without the projector on which the window last was.
 *
 * @param displays work areas (without task bars), the main display first
 */
export function placeWindow(
  kept: { readonly bounds: Rectangle; readonly isMaximized: boolean } | null,
  displays: readonly Rectangle[],
): WindowPlacement {
  const isMaximized = kept?.isMaximized ?? false;
  const display = kept === null ? undefined : displays.find((area) => holdsGrip(kept.bounds, area));
  const area = display ?? displays[0];
  const wanted = kept?.bounds ?? USUAL_WINDOW;
  const width = clampLength(wanted.width, SMALLEST_WINDOW.width, area?.width);
  const height = clampLength(wanted.height, SMALLEST_WINDOW.height, area?.height);
  const position = kept === null || display === undefined ? null : { x: kept.bounds.x, y: kept.bounds.y };
  return { position, width, height, isMaximized };
}

function holdsGrip(bounds: Rectangle, area: Rectangle): boolean {
  const overlap = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const top = bounds.y;
  return overlap >= GRIP.width && top >= area.y && top + GRIP.height <= area.y + area.height;
}

function clampLength(wanted: number, smallest: number, available: number | undefined): number {
  return Math.max(smallest, Math.min(wanted, available ?? wanted));
}
