import { mountPage } from '../shared/mount.ts';
import '../shared/design/column.css';
import App from './App.vue';
import { startQueue } from './queue/use-queue.ts';
import { router } from './router.ts';
import { keepSettings } from './settings.ts';

keepSettings();
startQueue();
mountPage(App, { size: 'phone', prepare: (app) => app.use(router) });
