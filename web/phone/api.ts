import { createApi } from '../shared/api/api.ts';
import { language } from '../shared/text/text.ts';

/** The API as this phone sees it. Who asks is in an HttpOnly cookie that no script can read. */
export const api = createApi({ getHeaders: () => ({ 'accept-language': language.value }) });
