import { createApi } from '../shared/api/api.ts';
import { language } from '../shared/text/text.ts';

/** The API as this desk sees it. Who asks is in an HttpOnly cookie that no script can read; nothing of an answer is kept. */
export const api = createApi({ getHeaders: () => ({ 'accept-language': language.value }) });
