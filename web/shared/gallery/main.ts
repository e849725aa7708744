import { mountPage } from '../mount.ts';
import GalleryPage from './GalleryPage.vue';

// For developers only, and in no build: /shared/gallery/?app=kiosk|phone&contrast=high
const asked = new URLSearchParams(location.search);
const size = asked.get('app') === 'phone' ? 'phone' : 'kiosk';
document.documentElement.dataset['app'] = size;
if (asked.get('contrast') === 'high') document.documentElement.dataset['contrast'] = 'high';
mountPage(GalleryPage, { size });
