import { mountPage } from '../shared/mount.ts';
import './console.css';
import App from './App.vue';
import { router } from './router.ts';
import { useSession } from './session.ts';
import { keepSettings } from './settings.ts';

keepSettings();
void useSession().refresh();
mountPage(App, { size: 'desk', prepare: (app) => app.use(router) });
