// Creates records with jsforce's collections, 200 to a request, and prints records a second.
import jsforce from 'jsforce';

const [url, count] = process.argv.slice(2);
const connection = new jsforce.Connection({
  instanceUrl: url.replace(/\/$/, ''),
  accessToken: process.env.BENCH_TOKEN,
  version: '68.0',
});

async function create(number) {
  const records = Array.from({ length: number }, (_, i) => ({ LastName: `Name ${i}`, Company: 'Bench', Phone: `${i}` }));
  const start = process.hrtime.bigint();
  const results = await connection.sobject('Lead').create(records, { allowRecursive: true });
  if (results.filter((r) => r.success).length !== number) throw new Error('not all were created');
  return number / (Number(process.hrtime.bigint() - start) / 1e9);
}

await create(1000);
console.log((await create(Number(count))).toFixed(0));
