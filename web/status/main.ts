import { mountPage } from '../shared/mount.ts';
import '../shared/design/column.css';
import App from './App.vue';
import { startTracking } from './tracked.ts';

startTracking();
mountPage(App, { size: 'phone' });
