import assert from 'node:assert/strict';
import jsforce from 'jsforce';
import { connect } from './connect.mjs';

const oauth = (org, changes) =>
  new jsforce.OAuth2({ loginUrl: org.url, clientId: org.key, clientSecret: org.secret, ...changes });

export const steps = {
  'client credentials give a token for the org': (connection, org) => {
    assert.equal(connection.instanceUrl.replace(/\/$/, ''), org.url);
    assert.match(connection.accessToken, /^00D\w+!/);
    assert.match(connection.userInfo.organizationId, /^00D\w{15}$/);
    assert.match(connection.userInfo.id, /^005\w{15}$/);
  },
  'identity tells the user': async (connection) => {
    const identity = await connection.identity();
    assert.equal(identity.user_id, connection.userInfo.id);
    assert.equal(identity.organization_id, connection.userInfo.organizationId);
    assert.match(identity.urls.rest, /\/services\/data\/v\{version\}\/$/);
  },
  'userinfo is served': async (connection, org) => {
    const info = await connection.request(`${org.url}/services/oauth2/userinfo`);
    assert.equal(info.user_id, connection.userInfo.id);
  },
  'a wrong secret is refused by its name': async (_, org) => {
    await assert.rejects(
      oauth(org, { clientSecret: 'wrong' }).requestToken({ grant_type: 'client_credentials' }),
      { name: 'invalid_client' });
  },
  'an unknown key is refused by its name': async (_, org) => {
    await assert.rejects(
      oauth(org, { clientId: 'nobody' }).requestToken({ grant_type: 'client_credentials' }),
      { name: 'invalid_client_id' });
  },
  'a revoked token is no longer accepted': async (_, org) => {
    const other = await connect(org);
    await other.oauth2.revokeToken(other.accessToken);
    // Asked without jsforce, which would try to refresh first.
    const answer = await fetch(`${org.url}/services/data/v68.0/limits`, { headers: { Authorization: `Bearer ${other.accessToken}` } });
    assert.equal(answer.status, 401);
    assert.equal((await answer.json())[0].errorCode, 'INVALID_SESSION_ID');
  },
};
