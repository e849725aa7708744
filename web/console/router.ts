import { createRouter, createWebHistory } from 'vue-router';
import type { UnitRef } from './session.ts';

/** The first page decides by who is signed in; the rest of the pages come when they are opened. */
export const router = createRouter({
  history: createWebHistory('/console/'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', name: 'home', component: () => import('./screens/HomeScreen.vue') },
    { path: '/country', name: 'country', component: () => import('./screens/CountryScreen.vue') },
    { path: '/country/trail', name: 'country-trail', component: () => import('./screens/TrailScreen.vue') },
    { path: '/country/files', name: 'country-files', component: () => import('./screens/FilesScreen.vue') },
    { path: '/units/:version/:code', name: 'unit', component: () => import('./screens/UnitScreen.vue'), props: true },
    { path: '/units/:version/:code/waiting', name: 'waiting', component: () => import('./screens/WaitingScreen.vue'), props: true },
    { path: '/units/:version/:code/to-place', name: 'to-place', component: () => import('./placing/PlacingScreen.vue'), props: true },
    { path: '/units/:version/:code/kiosks', name: 'kiosks', component: () => import('./screens/KiosksScreen.vue'), props: true },
    { path: '/units/:version/:code/trail', name: 'trail', component: () => import('./screens/TrailScreen.vue'), props: true },
    { path: '/units/:version/:code/files', name: 'files', component: () => import('./screens/FilesScreen.vue'), props: true },
    { path: '/units/:version/:code/new-team', name: 'new-team', component: () => import('./screens/NewTeamScreen.vue'), props: true },
    { path: '/kiosks/:code/shifts', name: 'shifts', component: () => import('./screens/ShiftsScreen.vue'), props: true },
    { path: '/teams/:code/edit', name: 'edit-team', component: () => import('./screens/EditTeamScreen.vue'), props: true },
    { path: '/teams/:code', name: 'team', component: () => import('./screens/TeamScreen.vue'), props: true },
    { path: '/:anything(.*)*', name: 'nowhere', component: () => import('./screens/NowhereScreen.vue') },
  ],
});

export const unitPath = ({ version, code }: Pick<UnitRef, 'version' | 'code'>): string => `/units/${version}/${code}`;
