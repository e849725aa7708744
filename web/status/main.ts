import { mountPage } from '../shared/mount.ts';
import App from './App.vue';
import { startTracking } from './tracked.ts';

startTracking();
mountPage(App, { size: 'phone' });
