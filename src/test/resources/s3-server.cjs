// An S3 server of others with one bucket, for the test of the export. usage: node s3-server.cjs SANDBOX FOLDER
// Says its port, and ends when its standard input does.
const { createRequire } = require('node:module');
const { resolve } = require('node:path');

const S3rver = createRequire(resolve(process.argv[2], 'package.json'))('@20minutes/s3rver');
const server = new S3rver({
  address: '127.0.0.1', port: 0, silent: true, vhostBuckets: false, directory: process.argv[3], configureBuckets: [{ name: 'bucket' }],
});
server.run().then(({ port }) => console.log(`port ${port}`));
process.stdin.resume().on('end', () => process.exit());
