import { flag, integer, listOf, oneOf, structure, text, type Shape } from './shapes';

// The members that several operations have, with the constraints of the API's model.

const reference = /[A-Za-z0-9_:/-]+/;

export const poolIdOrArn = text({ min: 0, max: 256 }, /[A-Za-z0-9_:/-]*/);
export const identityIdOrArn = text({ min: 1, max: 256 }, reference);
export const phoneNumberIdOrArn = text({ min: 1, max: 256 }, reference);
export const senderIdOrArn = text({ min: 1, max: 256 }, reference);
export const rcsAgentIdOrArn = text({ min: 1, max: 256 }, reference);
export const optOutListNameOrArn = text({ min: 1, max: 256 }, reference);
export const registrationIdOrArn = text({ min: 1, max: 256 }, reference);
export const senderId = text({ min: 1, max: 11 }, /[A-Za-z0-9_-]+/);
export const isoCountryCode = text({ min: 2, max: 2 }, /[A-Z]{2}/);
export const clientToken = text({ min: 1, max: 64 }, /[!-~]+/);

export const messageType = oneOf(['TRANSACTIONAL', 'PROMOTIONAL']);
export const numberCapability = oneOf(['SMS', 'VOICE', 'MMS', 'RCS']);
export const requestableNumberType = oneOf(['LONG_CODE', 'TOLL_FREE', 'TEN_DLC', 'SIMULATOR']);
export const numberPreference = listOf(
  structure(
    {
      PreferenceType: listOf(oneOf(['StartsWith', 'EndsWith', 'Contains', 'ExactMatch']), { min: 1, max: 1 }),
      Filter: listOf(text({ min: 2, max: 16 }, /\+?[0-9]{1,15}/), { min: 1, max: 10 }),
    },
    {},
  ),
  { min: 1, max: 1 },
);

export const tags = listOf(
  structure({ Key: text({ min: 1, max: 128 }, /.+/), Value: text({ min: 0, max: 256 }, /.*/) }, {}),
  { min: 0, max: 200 },
);

/** A Describe operation takes at most five ids. */
export function fewOf<Item>(item: Shape<Item>): Shape<readonly Item[]> {
  return listOf(item, { min: 0, max: 5 });
}

export function filters<const Name extends string>(names: readonly Name[]) {
  const value = text({ min: 1, max: 128 }, /[/.:A-Za-z0-9+_-]+/);
  return listOf(structure({ Name: oneOf(names), Values: listOf(value, { min: 1, max: 20 }) }, {}), { min: 0, max: 20 });
}

export const paging = {
  NextToken: text({ min: 1, max: 1024 }, /.+/),
  MaxResults: integer({ min: 1, max: 100 }),
};

export const owner = oneOf(['SELF', 'SHARED']);

export const deletionProtection = { DeletionProtectionEnabled: flag };
