import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { EncryptionKeys } from './keys.ts';
import { emptyKeySet, emptyOidcClient } from './key-sets.ts';
import { appName, isProduction } from './names.ts';

export type Secrets = { readonly signingKeys: Secret; readonly contactPrivateKeys: Secret; readonly oidcClient: Secret };

/**
 * The two key sets of the service, and its own secret at the issuer of officials. They start empty, since no key may stand in a template; `infra/make-keys.ts` makes
 * them once, and a later deployment leaves them alone because this text never changes.
 */
export const addSecrets = (scope: Construct, stage: string, keys: EncryptionKeys): Secrets => {
  const secret = (id: string, thing: string, description: string, key: keyof EncryptionKeys, text: string = JSON.stringify(emptyKeySet)) =>
    new Secret(scope, id, {
      secretName: `${appName}/${stage}/${thing}`,
      description,
      encryptionKey: keys[key],
      secretStringValue: SecretValue.unsafePlainText(text),
      removalPolicy: isProduction(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  return {
    signingKeys: secret('SigningKeys', 'signing-keys', 'Ed25519 keys that sign sessions and contact grants; the first one signs', 'main'),
    contactPrivateKeys: secret('ContactPrivateKeys', 'contact-private-keys', 'P-256 keys that open sealed contacts', 'contacts'),
    oidcClient: secret('OidcClient', 'oidc-client', 'The service’s secret at the OpenID issuer of officials; empty for a public client', 'main', JSON.stringify(emptyOidcClient)),
  };
};
