import assert from 'node:assert/strict';
import { unique } from './unique.mjs';

export const steps = {
  'deleted rows come back, with the children that went with them': async (connection) => {
    const name = unique();
    const { id } = await connection.sobject('Account').create({ Name: name });
    await connection.sobject('Contact').create({ LastName: name, AccountId: id });
    await connection.sobject('Account').destroy(id);
    assert.equal((await connection.query(`SELECT Id FROM Contact WHERE LastName = '${name}'`)).totalSize, 0);

    assert.deepEqual(await connection.soap.undelete([id]), [{ errors: [], id, success: true }]);

    assert.equal((await connection.query(`SELECT Id FROM Account WHERE Name = '${name}'`)).totalSize, 1);
    assert.equal((await connection.query(`SELECT Id FROM Contact WHERE Account.Name = '${name}'`)).totalSize, 1);
  },
  'what is not in the recycle bin stays where it is': async (connection) => {
    const { id } = await connection.sobject('Account').create({ Name: unique() });
    const [result] = await connection.soap.undelete([id]);
    assert.equal(result.success, false);
    assert.equal(result.errors[0].statusCode, 'UNDELETE_FAILED');
  },
  'an operation that is not served is a fault': async (connection) => {
    await assert.rejects(connection.soap.getServerTimestamp(), { errorCode: 'soapenv:Client' });
  },
};
