import assert from 'node:assert/strict';
import { connect } from './connect.mjs';
import { order } from './org.mjs';

export const steps = {
  'a package is deployed over REST': async (connection, org) => {
    // The integration user may not.
    const admin = await connection.sobject('User').findOne({ 'Profile.Name': 'System Administrator', IsActive: true }, 'Id');
    const app = await order(org, 'POST', 'apps', { runAsUserId: admin.Id });
    const allowed = await connect({ ...org, key: app.consumerKey, secret: app.consumerSecret });

    // How far it is, jsforce would ask over SOAP.
    const { id } = await allowed.metadata.deployRest(Buffer.from(org.package, 'base64'), { rollbackOnError: true, singlePackage: true });
    assert.match(id, /^0Af\w{15}$/);
    let result;
    do ({ deployResult: result } = await allowed.requestGet(`/services/data/v68.0/metadata/deployRequest/${id}?includeDetails=true`));
    while (!result.done);
    assert.deepEqual([result.status, result.details.componentFailures], ['Succeeded', []]);

    const sets = await connection.sobject('PermissionSet').find({ Name: 'From_jsforce' }, 'Id, Label');
    assert.deepEqual(sets.map((s) => s.Label), ['From jsforce']);
  },
  'it is refused to who has no right to': async (connection, org) => {
    const answer = await fetch(`${org.url}/services/data/v68.0/metadata/deployRequest`, {
      method: 'POST', headers: { Authorization: `Bearer ${connection.accessToken}` }, body: new FormData(),
    });
    assert.deepEqual([answer.status, (await answer.json())[0].errorCode], [403, 'INSUFFICIENT_ACCESS']);
  },
};
