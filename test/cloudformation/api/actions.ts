import type { StackRecords, StackRow } from '../stack-records';
import { shownEvents } from '../stack-events';
import { ApiError } from './api-error';
import { pageOf } from './pages';
import type { ApiSettings } from './settings';
import * as xml from './xml';

/** A call, and what it can see. */
export interface Query {
  readonly action: string;
  readonly form: URLSearchParams;
  readonly records: StackRecords;
  readonly settings: Readonly<ApiSettings>;
  readonly time: number;
  /** The moment whose state the response shows. */
  readonly shown: number;
}

/** Performs a call; gives the result as XML. */
export function perform(query: Query): string {
  const { action, form, records, shown } = query;
  const perform = actions[action];
  if (perform === undefined)
    throw new ApiError(400, 'InvalidAction', `Could not find operation ${action} for version 2010-05-15`);
  const name = form.get('StackName') ?? '';
  const stack = records.stackAt(name, shown);
  if (stack === undefined) throw new ApiError(400, 'ValidationError', `Stack with id ${name} does not exist`);
  return perform(stack, query);
}

const actions: Readonly<Record<string, (stack: StackRow, query: Query) => string>> = {
  DescribeStacks: (stack, { settings }) => xml.stackDescription(stack, settings.clockAheadMilliseconds),

  DescribeStackResource: (stack, { form, records, shown, settings }) => {
    const logicalId = form.get('LogicalResourceId') ?? '';
    const row = records.rowsAt(stack.id, shown).find((one) => one.logicalId === logicalId);
    if (row === undefined)
      throw new ApiError(400, 'ValidationError', `Resource ${logicalId} does not exist for stack ${stack.id}`);
    return xml.resourceDetail(row, stack, settings.clockAheadMilliseconds);
  },

  ListStackResources: (stack, query) => {
    const page = pageOf('resources', query.records.rowsAt(stack.id, query.shown), query);
    return xml.resourceSummaries(page.items, page.nextToken, query.settings.clockAheadMilliseconds);
  },

  DescribeStackEvents: (stack, query) => {
    const events = shownEvents(query.records.eventsAt(stack.id, query.shown), query.settings.eventIds);
    const page = pageOf('events', events.reverse(), query);
    return xml.stackEvents(page.items, page.nextToken, query.settings.clockAheadMilliseconds);
  },

  GetTemplate: (stack, { records, shown }) => xml.templateBody(records.templateAt(stack.id, shown) ?? {}),
};
