/** The choices for each option, by name, as indexes. */
type Combination = ReadonlyMap<string, number>;

type Pair = readonly [name: string, choice: number, otherName: string, otherChoice: number];

/** Combinations in which every two choices for different options are together at least once. */
export function pairwise(options: Readonly<Record<string, number>>): Combination[] {
  let missing = allPairs(options);
  const combinations: Combination[] = [];
  while (missing.length > 0) {
    const combination = greedy(options, missing);
    combinations.push(combination);
    missing = missing.filter((pair) => !has(combination, pair));
  }
  return combinations;
}

function allPairs(options: Readonly<Record<string, number>>): Pair[] {
  const names = Object.keys(options);
  return names.flatMap((name, index) =>
    names
      .slice(index + 1)
      .flatMap((otherName) =>
        choicesOf(options[name]).flatMap((choice) =>
          choicesOf(options[otherName]).map((otherChoice): Pair => [name, choice, otherName, otherChoice]),
        ),
      ),
  );
}

/** Begins with a missing pair, and gives each further option the choice that covers most of the others. */
function greedy(options: Readonly<Record<string, number>>, missing: readonly Pair[]): Combination {
  const [first] = missing;
  const combination = new Map(
    first === undefined ? [] : [[first[0], first[1]] as const, [first[2], first[3]] as const],
  );
  for (const [name, count] of Object.entries(options)) {
    if (combination.has(name)) continue;
    const scored = choicesOf(count).map((choice) => {
      const candidate = new Map([...combination, [name, choice]]);
      return { choice, score: missing.filter((pair) => has(candidate, pair)).length };
    });
    scored.sort((one, other) => other.score - one.score);
    combination.set(name, scored[0]?.choice ?? 0);
  }
  return combination;
}

function has(combination: Combination, [name, choice, otherName, otherChoice]: Pair): boolean {
  return combination.get(name) === choice && combination.get(otherName) === otherChoice;
}

function choicesOf(count = 0): number[] {
  return Array.from({ length: count }, (_, choice) => choice);
}
