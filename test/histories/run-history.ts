import type { StackResult } from '../cloudformation';
import { compose, type Declaration, type Template } from './app';
import { badAnswers, leaked } from './answers';
import { edited } from './edits';
import { failedForNoReason, reliedOnOthersWork } from './expectation';
import type { ByHandStep, DeployStep, History, Step } from './history';
import { identity, poolId } from './account';
import { associationChanged, associationOf, isSuccess, Model, type Facts } from './model';
import { followed, orphans } from './ownership';
import { declaredButAbsent, isInUse, isPresent, longGap, lostInRollBack, withoutPool } from './presence';
import { TokenRule } from './tokens';
import { transcript } from './transcript';
import { withRandomness } from '../randomness';
import { World } from './world';

/** What one history cost, for statistics. */
export interface Summary {
  readonly events: number;
  readonly deliveries: number;
  readonly calls: number;
}

/** A promise that was broken, with all that happened until then. */
export class Violation extends Error {
  constructor(
    readonly violation: string,
    readonly story: string,
  ) {
    super(`${violation}\n\n${story}`);
  }
}

/** Runs a history, and checks every promise after each of its steps. */
export function runHistory(history: History): Promise<Summary> {
  return withRandomness(async () => {
    const run = new HistoryRun(history);
    for (const step of history.steps) await run.take(step);
    return run.summary;
  });
}

type Operation = Exclude<Step, ByHandStep>;

class HistoryRun {
  private readonly world: World;
  private readonly model = new Model();
  private readonly tokens = new TokenRule();
  private readonly begun: { step: Step; time: number }[] = [];

  constructor(private readonly history: History) {
    this.world = new World(history);
    this.followHand(0);
  }

  get summary(): Summary {
    const { cloudFormation, product, service } = this.world;
    return { events: cloudFormation.requests.length, deliveries: product.runs.length, calls: service.calls.length };
  }

  async take(step: Step): Promise<void> {
    this.begun.push({ step, time: this.world.clock.now() });
    if (step.do === 'by hand') this.byHand(step);
    else await this.operate(step);
    // Whatever comes next comes later.
    await this.world.clock.run(() => this.world.clock.sleep(1_000));
  }

  private byHand({ identity: name, out, into }: ByHandStep): void {
    const { service } = this.world;
    const { history } = service;
    const from = history.length;
    const { id, kind } = identity(name);
    const reference = kind === 'sender' ? name : id;
    if (out) for (const pool of service.poolsOf(reference)) service.disassociate(pool, reference);
    const free = kind === 'sender' || service.poolsOf(reference).length === 0;
    const here = into !== undefined && isPresent(service, { identity: name, pool: into });
    if (into !== undefined && free && !here) service.associate(poolId(into), reference);
    this.followHand(from);
  }

  private followHand(from: number): void {
    const { service, clock } = this.world;
    for (const change of service.history.slice(from)) {
      const association = associationChanged(change);
      this.model.follow(association, change.kind, 'hand');
      if (change.kind === 'disassociated') this.model.undone.set(association, clock.now());
    }
  }

  private async operate(step: Operation): Promise<void> {
    const { world, model } = this;
    const { stack } = step;
    const status = world.cloudFormation.stack(stack)?.status;
    if (step.do === 'destroy' && status === undefined) return;
    const stuck = status?.endsWith('FAILED') === true;
    if (step.do === 'deploy' && stuck) await this.operate({ do: 'destroy', stack });
    if (step.do === 'deploy' && (world.cloudFormation.stack(stack)?.status ?? '').endsWith('FAILED')) return;
    const old = model.app(stack);
    const wanted = step.do === 'destroy' ? [] : step.edits.reduce(edited, old);
    await this.observe(step, old, wanted, !stuck);
  }

  private async observe(
    step: Operation,
    old: readonly Declaration[],
    wanted: readonly Declaration[],
    clean: boolean,
  ): Promise<void> {
    const { world, model } = this;
    const { cloudFormation, product, service, clock, troubles } = world;
    const from = {
      requests: cloudFormation.requests.length,
      runs: product.runs.length,
      sent: product.sent.length,
      changes: service.history.length,
      log: product.log.length,
    };
    const before = new Map(model.members);
    troubles.begin(step.trouble ?? {}, clock.now());
    const idBefore = cloudFormation.stack(step.stack)?.id;
    const [result, inUse] = await clock.run(async () => {
      const operation =
        step.do === 'destroy'
          ? cloudFormation.destroy(step.stack)
          : this.deploy(step, compose(wanted, this.history.ownLogicalIds));
      const ended = await operation;
      const now = new Set(wanted.filter((declaration) => isInUse(service, declaration)).map(associationOf));
      await world.settle();
      return [ended, now] as const;
    });
    troubles.end();
    const facts: Facts = {
      history: this.history,
      step,
      stackId: cloudFormation.stack(step.stack)?.id ?? idBefore ?? '',
      result,
      old,
      wanted,
      before,
      inUse,
      clean,
      requests: cloudFormation.requests.slice(from.requests),
      runs: product.runs.slice(from.runs),
      sent: product.sent.slice(from.sent),
      changes: service.history.slice(from.changes),
    };
    this.check(facts, product.log.slice(from.log));
    this.remember(facts);
  }

  private deploy({ stack, fails }: DeployStep, template: Template): Promise<StackResult> {
    if (fails === undefined) return this.world.deploy(stack, template);
    const others = Object.keys(template.Resources).filter((logicalId) => !/Provider|Topic/.test(logicalId));
    const atTheEnd = fails === 'at the end';
    const canary = { Type: 'AWS::SNS::Topic', ...(atTheEnd ? { DependsOn: others } : {}) };
    const resources = { ...template.Resources, Canary: canary };
    return this.world.deploy(stack, { ...template, Resources: resources }, { after: atTheEnd ? 0 : fails });
  }

  private check(facts: Facts, log: readonly string[]): void {
    const { model, world } = this;
    const authors = new Map(world.product.runs.map(({ accessKeyId, event }) => [accessKeyId, event.StackId]));
    const authorOf = (by: string): string => authors.get(by) ?? 'hand';
    for (const violations of [
      followed(model, facts, authorOf),
      orphans(model, facts),
      declaredButAbsent(model, facts, world.service),
      lostInRollBack(model, facts, world.service),
      withoutPool(model, facts),
      longGap(facts),
      badAnswers(facts),
      leaked(log),
      ...facts.sent.map((call) => this.tokens.check(call)),
      failedForNoReason(model, facts),
      reliedOnOthersWork(model, facts),
    ]) {
      for (const violation of violations) throw new Violation(violation, transcript(this.history, this.begun, world));
    }
  }

  /** What a stack did in its own operation is no news to it; to the others it may be. */
  private remember({ step, result, wanted, changes }: Facts): void {
    const { model } = this;
    if (isSuccess(result)) model.apps.set(step.stack, wanted);
    if (result.status === 'DELETE_COMPLETE' || result.status === 'ROLLBACK_COMPLETE') model.apps.delete(step.stack);
    for (const change of changes) {
      if (change.kind !== 'disassociated') continue;
      const association = associationChanged(change);
      const own = model.assured.get(`${step.stack}: ${association}`);
      model.undone.set(association, change.time);
      // The stack itself must not undo what it declares.
      if (own !== undefined) model.assured.set(`${step.stack}: ${association}`, change.time);
    }
  }
}
