import assert from 'node:assert/strict';
import { connect } from './connect.mjs';

const root = '/services/data/v68.0/apps/oauth';

export const steps = {
  'the next secret is staged, works and is promoted': async (connection, org) => {
    const { apps } = await connection.requestGet(`${root}/usage`);
    const app = `${root}/credentials/${apps.find((a) => a.developerName === 'Integration').identifier}`;
    const { consumers: [consumer] } = await connection.requestGet(app);
    assert.equal(consumer.key, org.key);
    const staged = `${app}/${consumer.id}/staged`;
    const { stagedCredentials: [next] } = await connection.requestPost(staged, {});
    const other = await connect({ ...org, key: next.key, secret: next.secret });
    assert.equal(other.userInfo.id, connection.userInfo.id);
    await connection.requestPatch(`${staged}/${next.id}`, { command: 'rotate' });
    const { consumers: [now] } = await connection.requestGet(app);
    assert.equal(now.key, next.key);
    await connect(org);
  },
};
