// The script `prepare`, which npm runs for a package that is installed from its repository. `.npmrc` keeps it from running in
// a clone, and the published package.json has no scripts.
import console from 'node:console';
import process from 'node:process';

console.error(`cdk-sms-pool-association can't be installed from its repository, which holds no compiled code.
Install the published package: npm install cdk-sms-pool-association
Or make a package in a clone (npm ci && npm run pack), and install the file that it names.`);
process.exitCode = 1;
