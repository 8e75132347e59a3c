import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { author } from '../../package.json';
import { thirdPartyNotices } from '../../release/licences';

const sdk = {
  name: '@aws-sdk/core',
  version: '1.2.3',
  licence: 'Apache-2.0',
  licenceText: '  2. Grant of Copyright License.\n   Copyright 2018 Amazon.com, Inc. or its affiliates.\n',
};

describe('the third-party notices', () => {
  test('name each package, its version and its licence', () => {
    expect(thirdPartyNotices([sdk])).toContain('@aws-sdk/core 1.2.3 (Apache-2.0)');
  });

  test('keep the copyright line of an Apache licence and refer to the text in LICENSE', () => {
    expect(thirdPartyNotices([sdk])).toContain(
      'Copyright 2018 Amazon.com, Inc. or its affiliates.\nThe licence is in the file LICENSE.',
    );
  });

  test('hold the whole text of other licences', () => {
    const licenceText = 'MIT License\n\nCopyright (c) 2020 A. Person\n\nPermission is hereby granted';
    expect(thirdPartyNotices([{ ...sdk, licence: 'MIT', licenceText }])).toContain(licenceText);
  });

  test('pass on a NOTICE file', () => {
    expect(thirdPartyNotices([{ ...sdk, notice: 'This product includes software of A. Person.' }])).toContain(
      'This product includes software of A. Person.',
    );
  });

  test('fail on a licence that nobody has accepted yet', () => {
    expect(() => thirdPartyNotices([{ ...sdk, licence: 'GPL-3.0-only' }])).toThrow(
      "@aws-sdk/core@1.2.3: got the licence 'GPL-3.0-only'; expected Apache-2.0, MIT, 0BSD; keep the package out of the bundle",
    );
  });
});

test('LICENSE names the copyright holder that package.json names', () => {
  const licence = readFileSync(path.join(__dirname, '..', '..', 'LICENSE'), 'utf8');
  expect(licence).toMatch(new RegExp(`^ *Copyright \\d{4} ${author.name}$`, 'm'));
});
