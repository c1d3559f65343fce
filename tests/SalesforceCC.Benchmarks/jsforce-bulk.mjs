// Gets the results of a Bulk API query job, or gives an ingest job its rows, with jsforce, and prints the seconds.
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import jsforce from 'jsforce';

const [what, url, file, jobId] = process.argv.slice(2);
const connection = new jsforce.Connection({
  instanceUrl: url.replace(/\/$/, ''),
  accessToken: process.env.BENCH_TOKEN,
  version: '68.0',
});

async function get() {
  const records = await connection.bulk2.job('query', { id: jobId }).result();
  await finished(records.stream('csv').pipe(createWriteStream(file)));
}

async function give() {
  const job = connection.bulk2.createJob({ object: 'Lead', operation: 'insert' });
  await job.open();
  await job.uploadData(createReadStream(file));
  return job;
}

const start = process.hrtime.bigint();
const job = await (what === 'export' ? get() : give());
console.log((Number(process.hrtime.bigint() - start) / 1e9).toFixed(3));
await job?.abort();
