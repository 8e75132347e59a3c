import { CfnOptOutList, CfnPhoneNumber, CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { AssociationEnds } from '../naming/association-name';
import { smsVoiceResource } from '../naming/resolved-name';
import { isKnown } from '../util/known';

/**
 * The settings that a number and its pool state differently, where both are resources of the app.
 *
 * The service refuses a number whose settings are not the pool's. A setting that one of them leaves out is not compared,
 * nor are keywords, of which the documentation does not say how the service compares them.
 */
export function settingsProblems({ association, identity, pool }: AssociationEnds): string[] {
  const number = smsVoiceResource(association, identity);
  const itsPool = smsVoiceResource(association, pool);
  if (!CfnPhoneNumber.isCfnPhoneNumber(number) || !CfnPool.isCfnPool(itsPool)) return [];
  const ofPool = settings(itsPool);
  return Object.entries(settings(number)).flatMap(([name, value]) => {
    const other = ofPool[name];
    if (value === undefined || other === undefined || value === other) return [];
    return [
      `'${association.node.path}' puts '${number.node.path}' into pool '${itsPool.node.path}', but ${name} is ${value} ` +
        `on the number and ${other} on the pool; expected one value, since the service refuses a number whose settings ` +
        'are not those of its pool; set both alike, on the number before it is in the pool',
    ];
  });
}

/** The settings that are known at synthesis, by the names of their props. */
function settings(resource: CfnPhoneNumber | CfnPool): Readonly<Record<string, string | undefined>> {
  const { optOutListName, selfManagedOptOutsEnabled, twoWay } = resource;
  const known = twoWay !== undefined && 'enabled' in twoWay ? twoWay : undefined;
  return {
    optOutListName: optOutListName === undefined ? undefined : nameOfList(resource, optOutListName),
    selfManagedOptOutsEnabled: flag(selfManagedOptOutsEnabled),
    'twoWay.enabled': flag(known?.enabled),
    'twoWay.channelArn': text(known?.channelArn),
    'twoWay.channelRole': text(known?.channelRole),
  };
}

/** The name of an opt-out list, which can be given by its name, by its ARN, or as a resource of the app. */
function nameOfList(resource: CfnPhoneNumber | CfnPool, value: string): string | undefined {
  const list = smsVoiceResource(resource, value);
  if (!CfnOptOutList.isCfnOptOutList(list)) return text(value.slice(value.lastIndexOf('/') + 1));
  return text(list.optOutListName ?? list.node.path);
}

function flag(value: unknown): string | undefined {
  return typeof value === 'boolean' ? String(value) : undefined;
}

function text(value: string | undefined): string | undefined {
  return value !== undefined && isKnown(value) ? `'${value}'` : undefined;
}
