import { mountPage } from '../shared/mount.ts';
import KioskRoot from './KioskRoot.vue';

mountPage(KioskRoot, { size: 'kiosk' });

// Over plain HTTP from another machine a browser gives none: the kiosk then needs its network to start.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/kiosk/sw.js', { scope: '/kiosk/' });
