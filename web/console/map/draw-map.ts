import { Map as GlMap, Marker, setWorkerUrl, type GeoJSONSource, type MapLayerMouseEvent } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import './map.css';
import { boundsOf, featuresOf, type Bounds, type MapPoint, type Place } from './map-points.ts';
import { groundPaint, styleOf, type TileSource } from './map-style.ts';
import { pictureOf } from './plate-image.ts';

// A file of our own origin, so that `worker-src 'self'` suffices: the usual worker of MapLibre is a blob.
setWorkerUrl(new URL(workerUrl, location.href).href);

export type DrawnMap = {
  readonly show: (points: readonly MapPoint[]) => void;
  readonly fit: (bounds: Bounds) => void;
  readonly zoom: (steps: number) => void;
  /** Whether somebody has looked elsewhere since it was last fitted: their view is theirs. */
  readonly isLed: () => boolean;
  /** Puts the pin of a chosen place, and moves the view there when it is out of sight. */
  readonly pin: (at: Place | undefined) => void;
  readonly close: () => void;
};

export type MapWishes = {
  readonly box: HTMLElement;
  readonly label: string;
  readonly points: readonly MapPoint[];
  readonly bounds?: Bounds | undefined;
  readonly tiles: TileSource | undefined;
  /** When given, a press on the map or a pull on the pin chooses a place. */
  readonly onPlace?: ((at: Place) => void) | undefined;
  readonly onPoint: (point: { readonly id: string; readonly kind: string }) => void;
};

/** Nearer than this a plate fills the screen; farther, the country is a stamp. */
const ZOOMS = { minZoom: 3.5, maxZoom: 18 } as const;
const PADDING = 48;
/** A kiosk carries its name above it, which is to be read whole beside the buttons too. */
const PADDING_OF_NAMES = { top: 80, bottom: 40, left: 100, right: 100 } as const;
const paddingFor = (points: readonly MapPoint[]) => (points.some(({ kind }) => kind === 'kiosk') ? PADDING_OF_NAMES : PADDING);
/** One team alone is not shown from the height of its doorstep. */
const CLOSEST_FIT = 15;

const words = (event: MapLayerMouseEvent): { id: string; kind: string } | undefined => {
  const properties: Record<string, unknown> = event.features?.[0]?.properties ?? {};
  const { id, kind } = properties;
  return typeof id === 'string' && typeof kind === 'string' ? { id, kind } : undefined;
};

/** Draws a map into a box. Throws when the browser has no WebGL: the table beside it says everything. */
export const drawMap = ({ box, label, points, bounds, tiles, onPlace, onPoint }: MapWishes): DrawnMap => {
  const night = matchMedia('(prefers-color-scheme: dark)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const [southWest, northEast] = bounds ?? boundsOf(points);
  const map = new GlMap({
    container: box,
    style: styleOf(points, night.matches, tiles),
    bounds: [...southWest, ...northEast] as [number, number, number, number],
    fitBoundsOptions: { padding: paddingFor(points), maxZoom: CLOSEST_FIT },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    ...ZOOMS,
    ...(calm ? { fadeDuration: 0 } : {}),
  });
  map.touchZoomRotate.disableRotation();
  const canvas = map.getCanvas();
  canvas.setAttribute('aria-label', label);
  canvas.setAttribute('role', 'region');

  map.setMissingStyleImageResolver((id) => {
    const { data, pixelRatio } = pictureOf(id);
    map.addImage(id, data, { pixelRatio });
  });

  // One answer to one press: the topmost of what lies there.
  map.on('click', ['kiosks', 'single', 'dots'], (event) => {
    const point = words(event);
    if (point !== undefined && onPlace === undefined) onPoint(point);
  });
  map.on('click', 'clusters', (event) => {
    led = true;
    if (onPlace === undefined) map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2, animate: !calm });
  });
  for (const layer of ['single', 'dots', 'kiosks', 'clusters']) {
    map.on('mouseenter', layer, () => {
      canvas.style.cursor = 'pointer';
    });
    map.on('mouseleave', layer, () => {
      canvas.style.cursor = '';
    });
  }

  const repaint = (): void => {
    for (const [layer, property, colour] of groundPaint(night.matches)) map.setPaintProperty(layer, property, colour);
  };
  const turn = (): void => {
    if (map.isStyleLoaded()) repaint();
    else map.once('idle', repaint);
  };
  night.addEventListener('change', turn);

  let led = false;
  map.on('movestart', ({ originalEvent }) => {
    led ||= originalEvent !== undefined;
  });

  let pin: Marker | undefined;
  const choose = onPlace;
  if (choose !== undefined) map.on('click', ({ lngLat }) => choose({ lat: lngLat.lat, lon: lngLat.lng }));

  const refill = (source: string, shown: readonly MapPoint[]): void => {
    map.getSource<GeoJSONSource>(source)?.setData(featuresOf(shown));
  };
  let latest = points;
  const fill = (): void => {
    refill('points', latest.filter(({ kind }) => kind !== 'kiosk'));
    refill('kiosks', latest.filter(({ kind }) => kind === 'kiosk'));
  };
  map.once('load', () => {
    if (latest !== points) fill();
    box.dataset['drawn'] = 'true';
  });

  return {
    show: (shown) => {
      latest = shown;
      if (map.isStyleLoaded()) fill();
      else map.once('idle', fill);
    },
    isLed: () => led,
    fit: ([southWestOf, northEastOf]) => {
      led = false;
      map.fitBounds([...southWestOf, ...northEastOf] as [number, number, number, number], { padding: paddingFor(latest), maxZoom: CLOSEST_FIT, animate: !calm });
    },
    zoom: (steps) => {
      led = true;
      map.zoomTo(map.getZoom() + steps, { animate: !calm });
    },
    pin: (at) => {
      if (at === undefined) {
        pin?.remove();
        pin = undefined;
        return;
      }
      if (pin === undefined) {
        const made = new Marker({ draggable: choose !== undefined, color: '#9a1b12' }).setLngLat([at.lon, at.lat]).addTo(map);
        made.on('dragend', () => {
          const { lat, lng } = made.getLngLat();
          choose?.({ lat, lon: lng });
        });
        pin = made;
      }
      pin.setLngLat([at.lon, at.lat]);
      if (!map.getBounds().contains([at.lon, at.lat])) map.jumpTo({ center: [at.lon, at.lat] });
    },
    close: () => {
      night.removeEventListener('change', turn);
      map.remove();
    },
  };
};
