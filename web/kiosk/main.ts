import { mountPage } from '../shared/mount.ts';
import KioskRoot from './KioskRoot.vue';

mountPage(KioskRoot, { size: 'kiosk' });
