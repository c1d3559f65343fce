import assert from 'node:assert/strict';
import { unique } from './unique.mjs';

const options = { pollInterval: 20, pollTimeout: 60_000 };

async function load(connection, order, input) {
  return connection.bulk2.loadAndWaitForResults({ ...order, input, ...options });
}

async function rows(connection, soql, more = {}) {
  return (await connection.bulk2.query(soql, { ...options, ...more })).toArray();
}

export const steps = {
  'rows are inserted, and those that fail come back': async (connection) => {
    const name = unique();
    const result = await load(connection, { object: 'Account', operation: 'insert' }, [
      { Name: `${name} 1`, Description: 'with "quotes", commas\nand lines' },
      { Name: '', Description: 'none' },
      { Name: `${name} 2`, Description: '' },
    ]);
    assert.deepEqual(result.successfulResults.map((r) => r.Name), [`${name} 1`, `${name} 2`]);
    assert.ok(result.successfulResults.every((r) => r.sf__Id.startsWith('001') && r.sf__Created === 'true'));
    assert.match(result.failedResults[0].sf__Error, /^REQUIRED_FIELD_MISSING:Required fields are missing: \[Name\]:Name --$/);
    assert.equal(result.unprocessedRecords.length, 0);
    const found = await rows(connection, `SELECT Id, Name, Description FROM Account WHERE Name LIKE '${name}%' ORDER BY Name`);
    assert.deepEqual(found.map((r) => r.Id), result.successfulResults.map((r) => r.sf__Id));
    assert.equal(found[0].Description, 'with "quotes", commas\nand lines');
  },
  'CSV goes as it is': async (connection) => {
    const name = unique();
    const result = await load(connection, { object: 'Contact', operation: 'insert' }, `LastName,Email\n${name},a@example.com\n`);
    assert.equal(result.successfulResults.length, 1);
  },
  'rows are updated, upserted and deleted': async (connection) => {
    const name = unique();
    const { id: account } = await connection.sobject('Account').create({ Name: name });
    const updated = await load(connection, { object: 'Account', operation: 'update' }, [{ Id: account, Phone: '#N/A', Fax: '7' }]);
    assert.equal(updated.successfulResults[0].sf__Created, 'false');
    assert.equal((await connection.sobject('Account').retrieve(account)).Fax, '7');
    const upserted = await load(
      connection, { object: 'Invoice__c', operation: 'upsert', externalIdFieldName: 'External_Id__c' },
      [{ External_Id__c: `${name}-1`, Account__c: account }, { External_Id__c: `${name}-2`, Account__c: account }]);
    assert.equal(upserted.successfulResults.length, 2);
    const deleted = await load(
      connection, { object: 'Invoice__c', operation: 'delete' }, upserted.successfulResults.map((r) => ({ Id: r.sf__Id })));
    assert.equal(deleted.successfulResults.length, 2);
    assert.equal((await connection.query(`SELECT COUNT() FROM Invoice__c WHERE External_Id__c LIKE '${name}%'`)).totalSize, 0);
    assert.equal((await rows(connection, `SELECT Id FROM Invoice__c WHERE External_Id__c LIKE '${name}%'`, { scanAll: true })).length, 2);
  },
  'all pages of a query come': async (connection) => {
    const found = await rows(connection, 'SELECT Id, Name, Amount__c, Owner.Name FROM Big__c');
    assert.equal(found.length, 10_000);
    assert.equal(new Set(found.map((r) => r.Id)).size, 10_000);
    assert.ok(found[0]['Owner.Name']);
  },
  'jobs are made, filled, closed and looked at one by one': async (connection) => {
    const job = connection.bulk2.createJob({ object: 'Account', operation: 'insert' });
    const info = await job.open();
    assert.equal(info.state, 'Open');
    await job.uploadData(`Name\n${unique()}\n`);
    await job.close();
    await job.poll(20, 60_000);
    const done = await job.check();
    assert.deepEqual([done.state, done.numberRecordsProcessed, done.numberRecordsFailed], ['JobComplete', 1, 0]);
    assert.equal((await job.getSuccessfulResults()).length, 1);
    await job.delete();
    await assert.rejects(job.check(), (e) => e.errorCode === 'NOT_FOUND');
  },
  'a job can be aborted before it is closed': async (connection) => {
    const job = connection.bulk2.createJob({ object: 'Account', operation: 'insert' });
    await job.open();
    await job.abort();
    assert.equal((await job.check()).state, 'Aborted');
  },
  'a job that fails says why': async (connection) => {
    await assert.rejects(
      load(connection, { object: 'Account', operation: 'insert' }, 'Nonsense__c\nx\n'),
      (e) => /InvalidBatch : Field name not found : Nonsense__c/.test(`${e.message} ${e.jobInfo?.errorMessage ?? ''}`));
  },
  'what is no job is refused': async (connection) => {
    await assert.rejects(load(connection, { object: 'Nothing', operation: 'insert' }, 'Name\nx\n'), (e) => e.errorCode === 'INVALIDJOB');
    await assert.rejects(rows(connection, 'SELECT COUNT(Id) FROM Account'), (e) => e.errorCode === 'MALFORMED_QUERY');
  },
};
