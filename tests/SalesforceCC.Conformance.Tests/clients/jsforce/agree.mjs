// One step of the tests in which several clients share an org: create FIELDS, update FIELDS, query SOQL; and with lists of
// leads: createLeads FIELDS, readLeads IDS, restore IDS, search SOSL.
import { connect } from './connect.mjs';

const [verb, argument] = process.argv.slice(2);
const connection = await connect({ url: process.env.ORG_URL.replace(/\/$/, ''), key: process.env.ORG_KEY, secret: process.env.ORG_SECRET });
const invoices = connection.sobject('Invoice__c');

const run = {
  create: () => invoices.create(JSON.parse(argument)),
  update: () => invoices.update(JSON.parse(argument)),
  query: async () => (await connection.query(argument)).records,
  createLeads: () => connection.sobject('Lead').create(JSON.parse(argument)),
  readLeads: () => connection.sobject('Lead').retrieve(JSON.parse(argument)),
  restore: () => connection.soap.undelete(JSON.parse(argument)),
  search: async () => (await connection.search(argument)).searchRecords,
};
console.log(JSON.stringify(await run[verb]()));
