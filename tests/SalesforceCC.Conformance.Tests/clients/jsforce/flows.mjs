import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import jsforce from 'jsforce';
import { order } from './org.mjs';

const open = (org) => new jsforce.Connection({
  instanceUrl: org.url, loginUrl: org.url, version: '68.0',
  oauth2: { loginUrl: org.url, clientId: org.key, clientSecret: org.secret },
});
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (privateKey, claims) => {
  const text = `${part({ alg: 'RS256' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
};

export const steps = {
  'name and password with the security token log in': async (connection, org) => {
    await order(org, 'POST', `users/${connection.userInfo.id}/login`, { password: 'p+a&s=s', securityToken: 'ToK3n' });
    const { username } = await connection.identity();
    const other = open(org);
    const user = await other.loginByOAuth2(username, 'p+a&s=sToK3n');
    assert.equal(user.id, connection.userInfo.id);
    assert.equal((await other.identity()).username, username);
    await assert.rejects(open(org).loginByOAuth2(username, 'p+a&s=s'), { name: 'invalid_grant', message: 'authentication failure' });
  },
  'an assertion signed with the app\'s key logs in': async (connection, org) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await order(org, 'PATCH', `apps/${org.key}`, {
      certificate: publicKey.export({ type: 'spki', format: 'pem' }), approvedUsers: [connection.userInfo.id],
    });
    const { username } = await connection.identity();
    const claims = { iss: org.key, sub: username, aud: org.url, exp: Math.floor(Date.now() / 1000) + 120 };
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    const other = open(org);
    await other.authorize({ grant_type, assertion: sign(privateKey, claims) });
    assert.equal(other.userInfo.id, connection.userInfo.id);
    await assert.rejects(
      open(org).authorize({ grant_type, assertion: sign(privateKey, { ...claims, exp: claims.exp - 3600 }) }), { name: 'invalid_grant' });
  },
  'a token is introspected': async (connection, org) => {
    const answer = await fetch(`${org.url}/services/oauth2/introspect`, {
      method: 'POST',
      body: new URLSearchParams({ token: connection.accessToken, client_id: org.key, client_secret: org.secret }),
    });
    const token = await answer.json();
    assert.equal(token.active, true);
    assert.ok(token.exp > Date.now() / 1000);
  },
  'the discovery document names the endpoints': async (connection, org) => {
    const found = await (await fetch(`${org.url}/.well-known/openid-configuration`)).json();
    assert.equal(found.token_endpoint, connection.oauth2.tokenServiceUrl);
    assert.equal(found.revocation_endpoint, connection.oauth2.revokeServiceUrl);
  },
};
