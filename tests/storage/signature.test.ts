import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { connect } from '../../functions/storage/client.ts';

type Headers = Readonly<Record<string, string>>;

/** The headers of a call as they would leave this machine; nothing does. */
const headersFor = async (endpoint: string): Promise<Headers> => {
  const client = connect({ endpoint });
  let headers: Headers = {};
  client.middlewareStack.add(
    () => ({ request }) => {
      headers = (request as { readonly headers: Headers }).headers;
      return Promise.reject(new Error('It goes no further.'));
    },
    { step: 'deserialize', priority: 'low', name: 'goesNowhere' },
  );
  await expect(client.send(new GetCommand({ TableName: 'main', Key: { pk: 'a', sk: 'b' } }))).rejects.toThrow('It goes no further.');
  client.destroy();
  return headers;
};

test('a call to a database elsewhere is signed', async () => {
  expect((await headersFor('https://contacts.example.vn'))['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=local\/.*, Signature=[0-9a-f]{64}$/u);
});

test.each(['http://127.0.0.1:8000', 'http://localhost:8000', 'http://[::1]:8000'])('a call to a database on this machine, at %s, says whose it is and is not signed', async (endpoint) => {
  expect((await headersFor(endpoint))['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=local\/.*, Signature=none$/u);
});
