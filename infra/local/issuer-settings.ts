import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Certificate } from './certificate.ts';
import type { Answer } from './front-door.ts';
import type { DemonstrationAccount } from './issuer-accounts.ts';

/** Where the demonstration's issuer lies on the origin of the system: one certificate and one policy hold for both. */
export const ISSUER_PATH = '/issuer';
export const ISSUER_CLIENT = 'tram-so';

export const localIssuerAt = (origin: string): string => `${origin}${ISSUER_PATH}`;

/** The issuer that the environment names, with our id there, or else the demonstration's own. */
export const issuerOf = (origin: string, environment: NodeJS.ProcessEnv): { readonly OIDC_ISSUER: string; readonly OIDC_CLIENT_ID: string } => {
  const { OIDC_ISSUER: elsewhere, OIDC_CLIENT_ID: clientId = '' } = environment;
  return elsewhere === undefined || elsewhere === '' ? { OIDC_ISSUER: localIssuerAt(origin), OIDC_CLIENT_ID: ISSUER_CLIENT } : { OIDC_ISSUER: elsewhere, OIDC_CLIENT_ID: clientId };
};

/** The demonstration's issuer, loaded when the first official signs in: a start does not wait for it. */
export const laterIssuer = (origin: string, accounts: readonly DemonstrationAccount[]): Answer => {
  let made: Promise<Answer> | undefined;
  return async (request, response) => {
    made ??= import('./issuer.ts').then(({ createLocalIssuer }) => createLocalIssuer(origin, accounts));
    return (await made)(request, response);
  };
};

/** The handlers ask the issuer for its keys through our own front door, whose certificate this machine made itself. */
export const trustOwnCertificate = ({ authority }: Certificate): void => {
  setDefaultCACertificates([...getCACertificates('default'), authority]);
};
