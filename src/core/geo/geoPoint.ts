/** A place on the earth in WGS84 degrees: `lon` in [-180, 180], `lat` in [-90, 90]. */
export type GeoPoint = { readonly lon: number; readonly lat: number };

/** A pixel position, or a position in world units where the text says so. `y` grows southwards. */
export type PlanePoint = { readonly x: number; readonly y: number };
