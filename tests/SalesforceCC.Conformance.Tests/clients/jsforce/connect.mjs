import jsforce from 'jsforce';

/** A connection of jsforce by client credentials. */
export async function connect({ url, key, secret }) {
  const connection = new jsforce.Connection({
    instanceUrl: url,
    version: '68.0',
    oauth2: { loginUrl: url, clientId: key, clientSecret: secret },
  });
  await connection.authorize({ grant_type: 'client_credentials' });
  return connection;
}
