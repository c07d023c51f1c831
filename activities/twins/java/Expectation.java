import java.util.function.Function;

/**
 * An expectation that can be changed. {@code testCase} is null where none can be run alone; {@code mayBeSkipped}: that the case runs is known
 * only of one that has failed by its name.
 */
record Expectation(int line, String testCase, Standing standing, boolean mayBeSkipped, Function<Lot, Twins> twins) {
  /** How surely a run comes by: always; in a method that somebody has to call; behind a condition. */
  enum Standing {
    SURE,
    MAYBE,
    UNLIKELY
  }

  /** A piece of a file replaced: offsets of characters, end excluded. */
  record Edit(int start, int end, String text) {}

  /** {@code equal} is null where no equal way of writing is known. */
  record Twins(Edit impossible, Edit equal) {}
}
