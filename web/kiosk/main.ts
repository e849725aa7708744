import { mountPage } from '../shared/mount.ts';
import App from './App.vue';

mountPage(App, { size: 'kiosk' });
