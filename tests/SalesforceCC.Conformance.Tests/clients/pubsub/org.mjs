import PubSubApiClient from 'salesforce-pubsub-api-client';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export const org = {
  url: process.env.ORG_URL.replace(/\/$/, ''),
  key: process.env.ORG_KEY,
  secret: process.env.ORG_SECRET,
  endpoint: process.env.ORG_PUBSUB,
};

/** A client that has logged in by itself; one for each step, since errors close it. */
export async function connect(overrides = {}) {
  const client = new PubSubApiClient({
    authType: 'oauth-client-credentials',
    loginUrl: org.url,
    clientId: org.key,
    clientSecret: org.secret,
    pubSubEndpoint: org.endpoint,
    rejectUnauthorizedSsl: false,
    ...overrides,
  }, silent);
  await client.connect();
  return client;
}

let token;

/** A call to the org's REST API. */
export async function rest(method, path, body, headers = {}) {
  token ??= await (await fetch(`${org.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: org.key, client_secret: org.secret }),
  })).json();
  const response = await fetch(`${org.url}/services/data/v68.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** The token of the REST calls. */
export const signedIn = async () => {
  await rest('GET', '/limits');
  return token;
};
