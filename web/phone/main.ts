import { mountPage } from '../shared/mount.ts';
import App from './App.vue';
import { invitation } from './join.ts';
import { startQueue } from './queue/use-queue.ts';
import { router } from './router.ts';
import { keepSettings } from './settings.ts';
import { takeInvitation } from './invitation.ts';

// Before the router reads the address.
invitation.value = takeInvitation();
// A link that is opened while the app is open only changes the fragment.
addEventListener('hashchange', () => {
  invitation.value = takeInvitation() ?? invitation.value;
});
keepSettings();
startQueue();
mountPage(App, { size: 'phone', prepare: (app) => app.use(router) });
