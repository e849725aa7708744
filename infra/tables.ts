import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { contactsTable, mainTable, type TableDefinition } from '../functions/storage/tables.ts';
import type { EncryptionKeys } from './keys.ts';
import { isProduction, nameIn } from './names.ts';

export type Tables = { readonly main: Table; readonly contacts: Table };

/** Both tables as functions/storage/tables.ts defines them, each under its own key. */
export const addTables = (scope: Construct, stage: string, keys: EncryptionKeys): Tables => ({
  main: addTable(scope, 'MainTable', stage, mainTable, keys),
  contacts: addTable(scope, 'ContactsTable', stage, contactsTable, keys),
});

const addTable = (scope: Construct, id: string, stage: string, definition: TableDefinition, keys: EncryptionKeys): Table => {
  const table = new Table(scope, id, {
    tableName: nameIn(stage, definition.name),
    partitionKey: text(definition.partitionKey),
    sortKey: text(definition.sortKey),
    // A street festival is a thousand times an ordinary Tuesday: paying per request needs no forecast.
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: keys[definition.name],
    timeToLiveAttribute: definition.timeToLive,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: definition.pointInTimeRecovery },
    ...(definition.stream === undefined ? {} : { stream: StreamViewType[definition.stream] }),
    deletionProtection: isProduction(stage),
    removalPolicy: isProduction(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  for (const index of definition.indexes) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: text(index.partitionKey),
      sortKey: text(index.sortKey),
      projectionType: ProjectionType[definition.projection],
    });
  }
  return table;
};

/** Every key of every table is text. */
const text = (name: string) => ({ name, type: AttributeType.STRING });
