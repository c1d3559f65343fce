import assert from 'node:assert/strict';

async function bytes(stream) {
  const parts = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

export const steps = {
  'a file comes back byte for byte': async (connection) => {
    const content = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const { id } = await connection.sobject('ContentVersion').create({
      Title: 'Übersicht', PathOnClient: 'übersicht.bin', VersionData: content.toString('base64'),
    });
    const read = await bytes(connection.sobject('ContentVersion').record(id).blob('VersionData'));
    assert.deepEqual(read, content);
  },
  'a query gives the url of the bytes, and the document': async (connection) => {
    const { records } = await connection.query('SELECT Id, ContentDocumentId, VersionData FROM ContentVersion ORDER BY CreatedDate DESC LIMIT 1');
    assert.match(records[0].VersionData, /^\/services\/data\/v68\.0\/sobjects\/ContentVersion\/068\w{15}\/VersionData$/);
    assert.match(records[0].ContentDocumentId, /^069\w{15}$/);
  },
};
