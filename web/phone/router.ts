import { createRouter, createWebHistory } from 'vue-router';
import { invitation, invitationIn } from './invitation.ts';
import { said } from './said.ts';
import QueueScreen from './screens/QueueScreen.vue';

/** Only the queue comes with the first load; the rest is fetched (and kept by the service worker) while it is read. */
export const router = createRouter({
  history: createWebHistory('/phone/'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', name: 'queue', component: QueueScreen },
    { path: '/requests/:id', name: 'request', component: () => import('./screens/RequestScreen.vue'), props: true },
    { path: '/requests/:id/outcome', name: 'outcome', component: () => import('./screens/OutcomeScreen.vue'), props: true },
    { path: '/requests/:id/forward', name: 'forward', component: () => import('./screens/ForwardScreen.vue'), props: true },
    { path: '/requests/:id/wait', name: 'wait', component: () => import('./screens/WaitScreen.vue'), props: true },
    { path: '/requests/:id/guide', name: 'guide', component: () => import('./screens/GuideScreen.vue'), props: true },
    { path: '/settings', name: 'settings', component: () => import('./screens/SettingsScreen.vue') },
    { path: '/duty', name: 'duty', component: () => import('./screens/DutyScreen.vue') },
    { path: '/people', name: 'people', component: () => import('./screens/PeopleScreen.vue') },
    { path: '/access', name: 'access', component: () => import('./screens/AccessScreen.vue') },
    { path: '/:anything(.*)*', redirect: '/' },
  ],
});

router.beforeEach((to) => {
  const secret = invitationIn(to.hash);
  if (secret === undefined) return true;
  invitation.value = secret;
  return { path: '/', hash: '', replace: true };
});

// What was said about one request is no news on another one's page.
router.afterEach((to) => {
  if (to.name !== 'queue') said.value = undefined;
});

/** Back to where the member came from; to the queue when the page was opened here. */
export const goBack = async (): Promise<void> => {
  const state: unknown = history.state;
  const hasBefore = typeof state === 'object' && state !== null && 'back' in state && state.back !== null;
  if (hasBefore) router.back();
  else await router.replace('/');
};
