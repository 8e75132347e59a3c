import { isObject, type JsonObject } from '../template';

/** The settings that pools and phone numbers have in common, as the service knows them. */
export interface Configuration {
  readonly optOutListName?: string;
  readonly selfManagedOptOutsEnabled: boolean;
  readonly twoWayEnabled: boolean;
  readonly twoWayChannelArn: string | undefined;
  readonly twoWayChannelRole: string | undefined;
  readonly deletionProtectionEnabled: boolean;
}

export function configurationOf(properties: JsonObject): Configuration {
  const twoWay = isObject(properties.TwoWay) ? properties.TwoWay : {};
  const optOutList = textOf(properties.OptOutListName);
  return {
    ...(optOutList === undefined ? {} : { optOutListName: optOutList }),
    selfManagedOptOutsEnabled: isTrue(properties.SelfManagedOptOutsEnabled),
    twoWayEnabled: isTrue(twoWay.Enabled),
    twoWayChannelArn: textOf(twoWay.ChannelArn),
    twoWayChannelRole: textOf(twoWay.ChannelRole),
    deletionProtectionEnabled: isTrue(properties.DeletionProtectionEnabled),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
