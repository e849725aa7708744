/**
 * The icons that the screens use: Phosphor 2.1 (MIT), listed by name so that only these end in the bundle
 * (about 10 KB compressed). To add one, write its name here and in IconName.
 */
const duotone = import.meta.glob<string>(
  '../../../node_modules/@phosphor-icons/core/assets/duotone/{arrow-counter-clockwise,arrow-line-down,arrow-line-up,arrows-merge,backspace,bell-ringing,book-open-text,calendar-check,calendar-plus,buildings,chat-circle-text,check-circle,circle-half,clock,clock-countdown,clock-counter-clockwise,cloud-slash,columns,device-mobile,download-simple,eye,eye-slash,floppy-disk,globe,hand-tap,hand-waving,handshake,heartbeat,house-line,identification-badge,identification-card,key,lightbulb,map-pin,moon,navigation-arrow,package,paper-plane-tilt,pause-circle,pencil-simple,person-simple-walk,phone,phone-call,phone-incoming,play-circle,plugs,printer,qr-code,question,shield-check,shield-warning,sign-out,signpost,speaker-high,speaker-slash,star,storefront,text-aa,trash,upload-simple,user,user-circle,user-minus,user-plus,users-three,wallet,warning,warning-circle}-duotone.svg',
  { query: '?raw', import: 'default', eager: true },
);
const bold = import.meta.glob<string>(
  '../../../node_modules/@phosphor-icons/core/assets/bold/{arrow-clockwise,arrow-left,arrow-right,caret-down,caret-right,caret-up,check,magnifying-glass,minus,plus,wifi-high,wifi-slash,x}-bold.svg',
  { query: '?raw', import: 'default', eager: true },
);
const fill = import.meta.glob<string>(
  '../../../node_modules/@phosphor-icons/core/assets/fill/{arrow-circle-right,check-circle,star}-fill.svg',
  { query: '?raw', import: 'default', eager: true },
);

/** A plain name is duotone (its second layer is lamplight); -bold and -fill are the other weights. */
export type IconName =
  | `${'arrow-clockwise' | 'arrow-left' | 'arrow-right' | 'caret-down' | 'caret-right' | 'caret-up' | 'check' | 'magnifying-glass' | 'minus' | 'plus' | 'wifi-high' | 'wifi-slash' | 'x'}-bold`
  | `${'arrow-circle-right' | 'check-circle' | 'star'}-fill`
  | 'arrow-counter-clockwise' | 'arrow-line-down' | 'arrow-line-up' | 'arrows-merge' | 'backspace' | 'bell-ringing' | 'book-open-text'
  | 'buildings' | 'calendar-check' | 'calendar-plus' | 'chat-circle-text' | 'check-circle' | 'circle-half' | 'clock' | 'clock-countdown' | 'clock-counter-clockwise'
  | 'cloud-slash' | 'columns' | 'device-mobile' | 'download-simple' | 'eye' | 'eye-slash' | 'floppy-disk' | 'globe' | 'hand-tap'
  | 'hand-waving' | 'handshake' | 'heartbeat' | 'house-line' | 'identification-badge' | 'identification-card' | 'key'
  | 'lightbulb' | 'map-pin' | 'moon' | 'navigation-arrow' | 'package' | 'paper-plane-tilt' | 'pause-circle' | 'pencil-simple' | 'person-simple-walk'
  | 'phone' | 'phone-call' | 'phone-incoming' | 'play-circle' | 'plugs' | 'printer' | 'qr-code' | 'question' | 'shield-check' | 'shield-warning'
  | 'sign-out' | 'signpost' | 'speaker-high' | 'speaker-slash' | 'star' | 'storefront' | 'text-aa' | 'trash' | 'upload-simple' | 'user'
  | 'user-circle' | 'user-minus' | 'user-plus' | 'users-three' | 'wallet' | 'warning' | 'warning-circle';

/** One stroke of an icon on the 256×256 square; `lit` is the layer that lamplight fills. */
export type IconLayer = { d: string; lit: boolean };

const layersOf = (svg: string): readonly IconLayer[] =>
  [...svg.matchAll(/<path d="([^"]+)"( opacity="0\.2")?/g)].map(([, d, faint]) => ({ d: d ?? '', lit: faint !== undefined }));

const shapes = new Map<string, readonly IconLayer[]>();
for (const files of [duotone, bold, fill])
  for (const [path, svg] of Object.entries(files))
    shapes.set(path.slice(path.lastIndexOf('/') + 1).replace(/(?:-duotone)?\.svg$/, ''), layersOf(svg));

/** The names there are, for the gallery. */
export const iconNames = [...shapes.keys()] as readonly IconName[];

/** Data names icons too (topics): says whether this page has one of that name. */
export const isIconName = (name: string): name is IconName => shapes.has(name);

/** The layers of an icon, bottom first. Throws when the list above and IconName disagree. */
export const iconLayers = (name: IconName): readonly IconLayer[] => {
  const layers = shapes.get(name);
  if (layers === undefined) throw new Error(`icons.ts names no icon "${name}"`);
  return layers;
};
