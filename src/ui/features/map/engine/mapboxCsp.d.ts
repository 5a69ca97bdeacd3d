/** The build of mapbox-gl that starts its worker from a file; the same library with the same types. */
declare module 'mapbox-gl/dist/mapbox-gl-csp.js' {
  import mapboxgl from 'mapbox-gl';
  export default mapboxgl;
}
