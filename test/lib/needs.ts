import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseTemplate } from '../cloudformation/template';
import { logicalIds } from './fixtures';

/** A resource that needs itself in the end. */
export function circleIn(template: unknown): string | undefined {
  const { Resources } = parseTemplate(template);
  const needs = needsIn(Resources);
  return Object.keys(Resources).find((name) => reachable(needs, needs.get(name) ?? []).has(name));
}

function needsIn(resources: object): ReadonlyMap<string, readonly string[]> {
  const names = Object.keys(resources);
  return new Map(
    Object.entries(resources).map(([name, resource]) => {
      const text = JSON.stringify(resource);
      return [name, names.filter((other) => other !== name && text.includes(`"${other}"`))];
    }),
  );
}

function reachable(needs: ReadonlyMap<string, readonly string[]>, from: readonly string[]): Set<string> {
  const found = new Set(from);
  // A set's iteration reaches what is added during it.
  for (const name of found) for (const other of needs.get(name) ?? []) found.add(other);
  return found;
}

/** The resources that CloudFormation deletes after the association, since the association needs them. */
export function outliving(stack: Stack): string[] {
  const { Resources } = parseTemplate(Template.fromStack(stack).toJSON());
  return [...reachable(needsIn(Resources), logicalIds(stack))];
}
