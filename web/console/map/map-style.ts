import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import coast from './coast.json?url';
import { featuresOf, islands, type MapPoint } from './map-points.ts';

/** A source of raster tiles, if the operator configured one; see map-settings.ts. */
export type TileSource = { readonly tiles: readonly string[]; readonly attribution: string; readonly maxZoom: number };

/** Sea, land, lines: the map's own ground, by day and by night. The sea is the picture's river. */
const GROUND = {
  day: { sea: '#9fc4bc', land: '#f6ebd2', shore: '#6fa69b', grid: '#83b0a7', halo: '#ffc247' },
  night: { sea: '#123a3b', land: '#0b2527', shore: '#3f8a74', grid: '#1f4d4c', halo: '#ffc247' },
} as const;

type GroundPaint = readonly [layer: string, property: 'background-color' | 'line-color' | 'fill-color', colour: string];

/** What changes on a drawn map when evening comes and the device turns dark. */
export const groundPaint = (dark: boolean): readonly GroundPaint[] => {
  const { sea, grid, land, shore } = GROUND[dark ? 'night' : 'day'];
  return [['sea', 'background-color', sea], ['grid', 'line-color', grid], ['land', 'fill-color', land], ['shore', 'line-color', shore]];
};

/** Degrees between two lines of the grid. */
const GRID_STEP = 2;

const graticule = () => {
  const lines: number[][][] = [];
  for (let lon = 98; lon <= 122; lon += GRID_STEP) lines.push([[lon, 4], [lon, 26]]);
  for (let lat = 4; lat <= 26; lat += GRID_STEP) lines.push([[98, lat], [122, lat]]);
  return { type: 'Feature' as const, properties: {}, geometry: { type: 'MultiLineString' as const, coordinates: lines } };
};

const islandNames = () => ({
  type: 'FeatureCollection' as const,
  features: islands().map(({ name, under, at }) => ({
    type: 'Feature' as const,
    properties: { image: `name||${name}\n${under}` },
    geometry: { type: 'Point' as const, coordinates: [at.lon, at.lat] },
  })),
});

/** From here on, counted in MapLibre's zoom levels, every team has its own plate. */
const SINGLE_FROM = 12;
const CLUSTER_RADIUS = 56;
/** A team's plate and the paper round it; see plate-image.ts. */
const PLATE = '#153d78';
const PAPER = '#fffbf2';

const pointLayers = (halo: string): LayerSpecification[] => [
  {
    id: 'halo-wide',
    type: 'circle',
    source: 'points',
    filter: ['all', ['!', ['has', 'point_count']], ['==', ['get', 'kind'], 'team'], ['==', ['get', 'lit'], 1]],
    paint: { 'circle-radius': 44, 'circle-color': halo, 'circle-opacity': 0.26, 'circle-pitch-alignment': 'map' },
  },
  {
    id: 'halo',
    type: 'circle',
    source: 'points',
    filter: ['all', ['!', ['has', 'point_count']], ['==', ['get', 'kind'], 'team'], ['==', ['get', 'lit'], 1]],
    paint: { 'circle-radius': 29, 'circle-color': halo, 'circle-opacity': 0.45 },
  },
  {
    id: 'cluster-halo',
    type: 'circle',
    source: 'points',
    filter: ['all', ['has', 'point_count'], ['>', ['get', 'lit'], 0]],
    paint: { 'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 30, 500, 54], 'circle-color': halo, 'circle-opacity': 0.35 },
  },
  {
    id: 'clusters',
    type: 'symbol',
    source: 'points',
    filter: ['has', 'point_count'],
    layout: {
      'icon-image': ['concat', 'cluster|', ['case', ['any', ['>', ['get', 'lit'], 0], ['>', ['get', 'units'], 0]], 'lit', 'dark'], '|', ['number-format', ['get', 'teams'], { locale: document.documentElement.lang }]],
      'icon-allow-overlap': true,
    },
  },
  // Where plates would lie over one another the first is whole and the rest are dots, until somebody looks closer.
  {
    id: 'dots',
    type: 'circle',
    source: 'points',
    filter: ['all', ['!', ['has', 'point_count']], ['==', ['get', 'kind'], 'team']],
    paint: { 'circle-radius': 6, 'circle-color': ['case', ['==', ['get', 'lit'], 1], PLATE, PAPER], 'circle-stroke-color': ['case', ['==', ['get', 'lit'], 1], PAPER, PLATE], 'circle-stroke-width': 2.5 },
  },
  {
    id: 'single',
    type: 'symbol',
    source: 'points',
    filter: ['all', ['!', ['has', 'point_count']], ['!=', ['get', 'kind'], 'kiosk']],
    layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': ['step', ['zoom'], true, SINGLE_FROM, false], 'icon-padding': 1 },
  },
  {
    id: 'unit-names',
    type: 'symbol',
    source: 'points',
    filter: ['all', ['!', ['has', 'point_count']], ['==', ['get', 'kind'], 'unit']],
    layout: { 'icon-image': ['concat', 'name||', ['get', 'name']], 'icon-offset': [0, -32] },
  },
  { id: 'kiosks', type: 'symbol', source: 'kiosks', layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true } },
  {
    id: 'kiosk-names',
    type: 'symbol',
    source: 'kiosks',
    layout: { 'icon-image': ['concat', 'name||', ['get', 'name']], 'icon-offset': [0, -38] },
  },
];

/** Our own light style: no tile server, no glyph server, no sprite. With a tile source, tiles lie between land and points. */
export const styleOf = (points: readonly MapPoint[], dark: boolean, tiles: TileSource | undefined): StyleSpecification => {
  const ground = GROUND[dark ? 'night' : 'day'];
  const of = (kiosk: boolean) => featuresOf(points.filter(({ kind }) => (kind === 'kiosk') === kiosk));
  return {
    version: 8,
    sources: {
      coast: { type: 'geojson', data: new URL(coast, location.href).href, attribution: 'Natural Earth' },
      grid: { type: 'geojson', data: graticule() },
      islands: { type: 'geojson', data: islandNames() },
      kiosks: { type: 'geojson', data: of(true) },
      points: { type: 'geojson', data: of(false), cluster: true, clusterMaxZoom: SINGLE_FROM - 1, clusterRadius: CLUSTER_RADIUS, clusterProperties: { lit: ['+', ['get', 'lit']], units: ['+', ['get', 'units']], teams: ['+', ['get', 'teams']] } },
      ...(tiles === undefined ? {} : { tiles: { type: 'raster', tiles: [...tiles.tiles], tileSize: 256, maxzoom: tiles.maxZoom, attribution: tiles.attribution } }),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': ground.sea } },
      { id: 'grid', type: 'line', source: 'grid', maxzoom: 8, paint: { 'line-color': ground.grid, 'line-width': 1, 'line-dasharray': [1, 4] } },
      { id: 'land', type: 'fill', source: 'coast', paint: { 'fill-color': ground.land } },
      { id: 'shore', type: 'line', source: 'coast', paint: { 'line-color': ground.shore, 'line-width': 1.5 } },
      ...(tiles === undefined ? [] : [{ id: 'tiles', type: 'raster', source: 'tiles' } satisfies LayerSpecification]),
      ...pointLayers(ground.halo),
      // On top: no plate covers a name that every map of Vietnam shows.
      { id: 'islands', type: 'symbol', source: 'islands', layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true } },
    ],
  };
};
