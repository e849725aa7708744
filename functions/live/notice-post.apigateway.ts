import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';

/** Sends one text to one open connection. `GONE`: the phone has left. */
export type Post = (connectionId: string, text: string) => Promise<'SENT' | 'GONE'>;

/** Closes one open connection. One that has left is closed already. */
export type Close = (connectionId: string) => Promise<void>;

const clientOf = (endpoint: string): ApiGatewayManagementApiClient => {
  const isLocal = endpoint.startsWith('http://');
  return new ApiGatewayManagementApiClient({
    endpoint,
    ...(isLocal ? { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
  });
};

export const createClose = (endpoint: string): Close => {
  const client = clientOf(endpoint);
  return async (connectionId) => {
    try {
      await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
    } catch (error) {
      if (!(error instanceof GoneException)) throw error;
    }
  };
};

/** Posts through API Gateway's management endpoint, or the one that stands for it on one machine. */
export const createPost = (endpoint: string): Post => {
  const client = clientOf(endpoint);
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
