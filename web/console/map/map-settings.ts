import type { TileSource } from './map-style.ts';

/**
 * `/console/settings.json`, which an operator may put beside the page: `{"tiles": {"tiles": ["https://…/{z}/{x}/{y}.png"],
 * "attribution": "…", "maxZoom": 18}}`. Nothing is there by default: the map is drawn from our own data, and the
 * Content-Security-Policy (infra/security-headers.ts) allows our own origin only, so tiles are served from there too.
 */
export const tileSource = async (): Promise<TileSource | undefined> => {
  const answer = await fetch('/console/settings.json', { credentials: 'same-origin' });
  if (!answer.ok) return undefined;
  return tilesIn(await answer.json());
};

const MOST_ZOOM = 18;

/** Undefined: it names none. Throws for one that cannot be used: an operator's mistake must not look like no wish. */
export const tilesIn = (settings: unknown): TileSource | undefined => {
  if (typeof settings !== 'object' || settings === null || !('tiles' in settings)) return undefined;
  const { tiles: source } = settings;
  if (typeof source !== 'object' || source === null) throw new Error('settings.json: tiles is no object.');
  const tiles: unknown = 'tiles' in source ? source.tiles : undefined;
  if (!Array.isArray(tiles) || tiles.length === 0 || !tiles.every((url) => typeof url === 'string' && url.includes('{z}'))) {
    throw new Error('settings.json: tiles.tiles must list addresses with {z}, {x} and {y}.');
  }
  return {
    tiles,
    attribution: 'attribution' in source && typeof source.attribution === 'string' ? source.attribution : '',
    maxZoom: 'maxZoom' in source && typeof source.maxZoom === 'number' ? source.maxZoom : MOST_ZOOM,
  };
};
