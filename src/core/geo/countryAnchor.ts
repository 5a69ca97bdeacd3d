import type { GeoPoint } from './geoPoint.ts';

/**
 * Where an arc starts or ends for an organisation whose own place is not known: the seat of government of its country,
 * for the countries of the bundled data. Source: general knowledge, to about a kilometre; good for drawing, not for
 * measuring. Indonesia is Jakarta while the move to Nusantara is under way.
 */
export const countryAnchor: Readonly<Record<string, GeoPoint>> = {
  BN: { lon: 114.94, lat: 4.903 }, // Bandar Seri Begawan
  ID: { lon: 106.827, lat: -6.175 }, // Jakarta
  IN: { lon: 77.209, lat: 28.614 }, // New Delhi
  JP: { lon: 139.751, lat: 35.676 }, // Tokyo
  KH: { lon: 104.928, lat: 11.556 }, // Phnom Penh
  LA: { lon: 102.633, lat: 17.976 }, // Vientiane
  MM: { lon: 96.078, lat: 19.763 }, // Nay Pyi Taw
  MN: { lon: 106.918, lat: 47.919 }, // Ulaanbaatar
  MY: { lon: 101.687, lat: 3.139 }, // Kuala Lumpur
  PH: { lon: 120.984, lat: 14.6 }, // Manila
  SG: { lon: 103.852, lat: 1.29 }, // Singapore
  TH: { lon: 100.502, lat: 13.756 }, // Bangkok
  TL: { lon: 125.574, lat: -8.557 }, // Dili
  US: { lon: -77.037, lat: 38.895 }, // Washington, D.C.
  UZ: { lon: 69.24, lat: 41.299 }, // Tashkent
  VN: { lon: 105.834, lat: 21.028 }, // Hanoi
};
