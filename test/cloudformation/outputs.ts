import { resolve, resolveCondition, type Scope } from './intrinsics';

/** The outputs of a stack by name, and the exported ones by the name of the export. */
export function resolveOutputs(scope: Scope): {
  outputs: Record<string, unknown>;
  exports: Record<string, unknown>;
} {
  const outputs: Record<string, unknown> = {};
  const exports: Record<string, unknown> = {};
  for (const [name, { Value, Condition, Export }] of Object.entries(scope.template.Outputs)) {
    if (Condition !== undefined && !resolveCondition(Condition, scope)) continue;
    outputs[name] = resolve(Value, scope);
    const exportName = resolve(Export?.Name, scope);
    if (typeof exportName === 'string') exports[exportName] = outputs[name];
  }
  return { outputs, exports };
}
