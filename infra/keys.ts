import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { isProduction, nameIn } from './names.ts';

export type EncryptionKeys = { readonly main: Key; readonly contacts: Key };

/**
 * Two keys, so that whoever may read the main table can still read no contact: the contacts key seals the contacts
 * table, the private keys that open contacts, and the settings of the one function that uses them (product.md, "Privacy").
 */
export const addKeys = (scope: Construct, stage: string): EncryptionKeys => {
  const key = (id: string, thing: string, description: string) =>
    new Key(scope, id, {
      alias: nameIn(stage, thing),
      description,
      enableKeyRotation: true,
      // Without its key a table is lost even when the table itself is kept.
      removalPolicy: isProduction(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  const main = key('MainKey', 'main', 'Everything but contacts: the main table, signing keys, settings, alarms');
  const contacts = key('ContactsKey', 'contacts', 'Contacts alone: their table and the private keys that open them');
  letAlarmsUse(main, scope);
  return { main, contacts };
};

/** CloudWatch publishes to the encrypted alarm topic as itself, so the key has to know it. */
const letAlarmsUse = (key: Key, scope: Construct): void => {
  const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
  key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey*');
};
