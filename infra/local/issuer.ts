import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { languageOf } from '../../graphql/base/language.ts';
import { plainPage, plainPagePolicy, type PlainPage } from '../../graphql/http/plain-page.ts';
import { securityHeaders } from '../security-headers.ts';
import type { Answer } from './front-door.ts';
import type { DemonstrationAccount } from './issuer-accounts.ts';
import { createIssuerMemory } from './issuer-memory.ts';
import { ISSUER_CLIENT, ISSUER_PATH } from './issuer-settings.ts';
import { BodyTooLarge, readBody } from './lambda-event.ts';
import { answerMessage } from './lambda-http.ts';

/** A chosen account's name and nothing else comes in. */
const LARGEST_FORM_BYTES = 10_000;

const words = {
  vi: { title: 'Đăng nhập với vai nào?', lines: ['Đây là nơi cấp tài khoản trình diễn: không có mật khẩu, không ai là người thật.'], over: 'Lần đăng nhập này đã hết hạn.', again: 'Đăng nhập lại',
    leave: { title: 'Thoát luôn khỏi nơi cấp tài khoản?', lines: ['Nên thoát nếu người khác cũng dùng máy này.'], yes: 'Thoát', no: 'Ở lại' },
    left: 'Đã thoát.' },
  en: { title: 'Sign in as whom?', lines: ['This issuer is a demonstration: there is no password, and nobody here is real.'], over: 'This sign-in has run out.', again: 'Sign in again',
    leave: { title: 'Sign out at the issuer too?', lines: ['You should if other people use this computer.'], yes: 'Sign out', no: 'Stay signed in' },
    left: 'Signed out.' },
} as const;

/**
 * A real OpenID provider for a system on one machine: the same discovery, PKCE, signatures and endpoints that an office's
 * issuer has. Only asking for a password is left out: one chooses an account. What it knows lives in memory.
 */
export const createLocalIssuer = async (origin: string, accounts: readonly DemonstrationAccount[]): Promise<Answer> => {
  const provider = await makeProvider(origin, accounts);
  const answerProvider = provider.callback();

  const showChoice = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { uid } = await provider.interactionDetails(request, response);
    const choices = accounts.map(({ id, name, place }) => ({ action: `${ISSUER_PATH}/interaction/${uid}`, name: 'account', value: id, label: name, note: place }));
    const { title, lines } = words[languageAsked(request)];
    answerPage(request, response, 200, { title, lines, choices });
  };

  const choose = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams((await readBody(request, LARGEST_FORM_BYTES)).toString('utf8'));
    const account = accounts.find(({ id }) => id === form.get('account'));
    if (account === undefined) return showChoice(request, response);
    await provider.interactionFinished(request, response, { login: { accountId: account.id, remember: false } }, { mergeWithLastSubmission: false });
  };

  return async (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const url = request.url ?? '';
    if (!url.startsWith(`${ISSUER_PATH}/interaction/`)) {
      // As a framework that mounts it would: it finds its own paths by the rest, and its public address by the whole.
      Object.assign(request, { originalUrl: url, url: url.slice(ISSUER_PATH.length) || '/' });
      await answerProvider(request, response);
      return;
    }
    try {
      if (request.method === 'POST') await choose(request, response);
      else await showChoice(request, response);
    } catch (error) {
      if (error instanceof BodyTooLarge) return answerMessage(response, 413, 'Request Entity Too Large', { connection: 'close' });
      if (!(error instanceof errors.SessionNotFound)) throw error;
      const { over, again } = words[languageAsked(request)];
      answerPage(request, response, 400, { title: over, lines: [], links: [{ to: '/sign-in', label: again }] });
    }
  };
};

const languageAsked = ({ headers }: IncomingMessage) => languageOf(headers['accept-language']);

const answerPage = (request: IncomingMessage, response: ServerResponse, status: number, page: Omit<PlainPage, 'language'>): void => {
  const body = plainPage({ language: languageAsked(request), ...page });
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': plainPagePolicy, 'cache-control': 'no-store', 'content-length': Buffer.byteLength(body) })
    .end(body);
};

const makeProvider = async (origin: string, accounts: readonly DemonstrationAccount[]): Promise<Provider> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const provider = new Provider(`${origin}${ISSUER_PATH}`, {
    adapter: createIssuerMemory(),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' }] },
    clients: [
      {
        client_id: ISSUER_CLIENT,
        redirect_uris: [`${origin}/sign-in/callback`],
        post_logout_redirect_uris: [`${origin}/console/`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub'], profile: ['name', 'tram_so_role', 'tram_so_unit'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { logoutSource: askWhetherToLeave, postLogoutSuccessSource: sayThatTheyLeft } },
    // A session lasts as long as ours does: whoever signs out after a day's work signs out here as well.
    ttl: { Interaction: 600, Session: 43_200, Grant: 600, AuthorizationCode: 60, AccessToken: 300, IdToken: 300 },
    interactions: { policy: askEachTime(), url: (_context, { uid }) => `${ISSUER_PATH}/interaction/${uid}` },
    findAccount: (_context, id) => {
      const account = accounts.find((known) => known.id === id);
      if (account === undefined) return undefined;
      const { name, role, unit } = account;
      return { accountId: id, claims: () => ({ sub: id, name, tram_so_role: role, tram_so_unit: unit }) };
    },
    // Its one client is the system itself: there is nobody to consent to.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    renderError: (context, { error }) => {
      const { over, again } = wordsFor(context);
      showPage(context, { title: over, lines: [error], links: [{ to: '/sign-in', label: again }] });
    },
  });
  return provider;
};

/** Whoever tries the levels one after another chooses anew each time. */
const askEachTime = (): interactionPolicy.DefaultPolicy => {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  const check = new Check('choose', 'an account is chosen each time', ({ oidc }) => (oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT));
  policy.get('login')?.checks.add(check);
  return policy;
};

/** The page on which somebody who signed out of the console says whether they leave the issuer too. */
const askWhetherToLeave = (context: KoaContextWithOIDC, form: string): void => {
  const { title, lines, yes, no } = wordsFor(context).leave;
  // The provider hands over the beginning of a form, with the secret that says the answer is to its own question.
  const xsrf = /name="xsrf" value="([^"]+)"/u.exec(form)?.[1] ?? '';
  const action = `${ISSUER_PATH}/session/end/confirm`;
  const choices = [
    { action, name: 'logout', value: 'yes', label: yes, hidden: { xsrf } },
    { action, name: 'stay', value: 'yes', label: no, hidden: { xsrf }, quiet: true },
  ];
  showPage(context, { title, lines, choices });
};

const sayThatTheyLeft = (context: KoaContextWithOIDC): void => {
  const { left, again } = wordsFor(context);
  showPage(context, { title: left, lines: [], links: [{ to: '/sign-in', label: again }] });
};

const wordsFor = (context: KoaContextWithOIDC) => words[languageOf(context.get('accept-language'))];

const showPage = (context: KoaContextWithOIDC, page: Omit<PlainPage, 'language'>): void => {
  context.type = 'html';
  context.set('content-security-policy', plainPagePolicy);
  context.body = plainPage({ language: languageOf(context.get('accept-language')), ...page });
};
