import type { Session } from 'electron';
import { mayGrantPermission } from './decisions/permission.ts';
import { maySendRequest } from './decisions/webRequest.ts';

export interface SessionGuardOptions {
  isOnlineMapOn(): boolean;
  readonly developmentOrigin: string | null;
  onRefusal(what: string, reason: string): void;
}

/** Denies permissions, devices, downloads and requests by default, for the session of the window. */
export function guardSession(session: Session, options: SessionGuardOptions): void {
  const { developmentOrigin } = options;

  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const decision = mayGrantPermission({
      permission,
      requestingUrl: details.requestingUrl,
      isMainFrame: details.isMainFrame,
      developmentOrigin,
    });
    if (!decision.allowed) {
      options.onRefusal(`permission ${permission}`, decision.reason);
    }
    callback(decision.allowed);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, details) =>
      mayGrantPermission({
        permission,
        requestingUrl: details.requestingUrl ?? requestingOrigin,
        isMainFrame: details.isMainFrame,
        developmentOrigin,
      }).allowed,
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setSpellCheckerEnabled(false);

  // Exports are saved through the IPC door, where name and bytes are checked and the user chooses the place.
  session.on('will-download', (event) => {
    event.preventDefault();
    options.onRefusal('download', 'downloads-are-not-used');
  });

  session.webRequest.onBeforeRequest((details, callback) => {
    const decision = maySendRequest({
      url: details.url,
      resourceType: details.resourceType,
      settings: { onlineMap: options.isOnlineMapOn(), developmentOrigin },
    });
    if (!decision.allowed) {
      options.onRefusal(`request (${details.resourceType})`, decision.reason);
    }
    callback({ cancel: !decision.allowed });
  });
}

/**
 * How the window reaches the network. Looking for a proxy asks the local network (WPAD), so it is done only while
 * the online map is on.
 */
export async function setProxyFor(session: Session, onlineMap: boolean): Promise<void> {
  await session.setProxy({ mode: onlineMap ? 'system' : 'direct' });
}
