import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** Whether the device says that it has a network. True does not promise that the service can be reached. */
export const useOnline = (): Readonly<Ref<boolean>> => {
  const online = ref(navigator.onLine);
  const look = (): void => {
    online.value = navigator.onLine;
  };
  addEventListener('online', look);
  addEventListener('offline', look);
  onScopeDispose(() => {
    removeEventListener('online', look);
    removeEventListener('offline', look);
  });
  return readonly(online);
};
