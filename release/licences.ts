/** A package with code in the function's bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json says. */
  readonly licence: string;
  readonly licenceText: string;
  /** The file NOTICE, which Apache-2.0 asks to pass on. */
  readonly notice?: string;
}

/** What a person has read and found fit to ship in a package under Apache-2.0. */
const ACCEPTED = ['Apache-2.0', 'MIT', '0BSD'];

const HEADING = `The function of cdk-sms-pool-association (lambda/dist/index.js) contains code of these packages.`;

/** @throws if a package has a licence that nobody has accepted yet */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  return [HEADING, ...packages.map(section)].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

function section({ name, version, licence, licenceText, notice }: BundledPackage): string {
  if (!ACCEPTED.includes(licence)) {
    throw new Error(
      `${name}@${version}: got the licence '${licence}'; expected ${ACCEPTED.join(', ')}; ` +
        'keep the package out of the bundle, or read the licence and add it to release/licences.ts',
    );
  }
  const terms = licence === 'Apache-2.0' ? apacheTerms(licenceText) : licenceText.trim();
  return [`${name} ${version} (${licence})`, terms, ...(notice === undefined ? [] : [notice.trim()])].join('\n\n');
}

/** The text of Apache-2.0 is in the package already; what differs is the copyright line of its appendix. */
function apacheTerms(licenceText: string): string {
  const copyright = /^ *(Copyright (?!\[).*\d{4}.*)$/m.exec(licenceText)?.[1];
  return [...(copyright === undefined ? [] : [copyright]), 'The licence is in the file LICENSE.'].join('\n');
}
