import assert from 'node:assert/strict';
import jsforce from 'jsforce';

const refused = (promise, errorCode) => assert.rejects(Promise.resolve(promise), { errorCode });

export const steps = {
  'an unknown field is INVALID_FIELD': (c) => refused(c.query('SELECT Nmae FROM Account'), 'INVALID_FIELD'),
  'an unknown object is INVALID_TYPE': (c) => refused(c.query('SELECT Id FROM Nothing__c'), 'INVALID_TYPE'),
  'nonsense is MALFORMED_QUERY': (c) => refused(c.query('SELECT FROM'), 'MALFORMED_QUERY'),
  'a missing required field is named': async (c) => {
    await assert.rejects(c.sobject('Account').create({}), (e) => {
      assert.equal(e.errorCode, 'REQUIRED_FIELD_MISSING');
      assert.match(e.message, /Name/);
      return true;
    });
  },
  'a wrong id is MALFORMED_ID or NOT_FOUND': async (c) => {
    await assert.rejects(c.sobject('Account').retrieve('nonsense'), { errorCode: /MALFORMED_ID|NOT_FOUND/ });
  },
  'an unknown resource is NOT_FOUND': (c, org) =>
    refused(c.request(`${org.url}/services/data/v68.0/nothing`), 'NOT_FOUND'),
  'an expired session is INVALID_SESSION_ID': async (_, org) => {
    const stranger = new jsforce.Connection({ instanceUrl: org.url, accessToken: '00D000000000000!nobody', version: '68.0' });
    await refused(stranger.query('SELECT Id FROM Account'), 'INVALID_SESSION_ID');
  },
};
