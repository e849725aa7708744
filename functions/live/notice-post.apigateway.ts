import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';

/** Sends one text to one open connection. `GONE`: the phone has left. */
export type Post = (connectionId: string, text: string) => Promise<'SENT' | 'GONE'>;

/** Posts through API Gateway's management endpoint, or the one that stands for it on one machine. */
export const createPost = (endpoint: string): Post => {
  const isLocal = endpoint.startsWith('http://');
  const client = new ApiGatewayManagementApiClient({
    endpoint,
    ...(isLocal ? { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
  });
  return async (connectionId, text) => {
    try {
      await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: new TextEncoder().encode(text) }));
      return 'SENT';
    } catch (error) {
      if (error instanceof GoneException) return 'GONE';
      throw error;
    }
  };
};
