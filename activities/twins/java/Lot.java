import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Chance, and what the suite expects: impossible values are drawn from it, so that they look as right as the others. */
final class Lot extends Random {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_STEP = 3;

  /** A value that another expectation has, in place of one next to the right one. */
  boolean isElsewhere = false;

  private final TreeSet<Long> integers = new TreeSet<>();
  private final TreeSet<Double> floats = new TreeSet<>();
  private final TreeSet<String> texts = new TreeSet<>();

  Lot(long seed) {
    super(seed);
  }

  /** Between the bounds of a type that holds the value; every value that is asked for is learned. */
  long otherInteger(long value, long low, long high) {
    Long drawn = elsewhere(integers, value, other -> other >= low && other <= high);
    if (drawn != null) return drawn;
    long step = (1 + nextInt(LONGEST_STEP)) * (nextBoolean() ? 1L : -1L);
    for (long by : new long[] {step, -step, 1, -1}) {
      long other = value + by;
      // Beyond its bounds a sum comes out on the other side.
      if (other >= low && other <= high && other > value == by > 0) return other;
    }
    return value / 2;
  }

  double otherFloat(double value) {
    Double drawn = elsewhere(floats, value, other -> true);
    return drawn != null ? drawn : value + (1 + nextInt(2 * LONGEST_STEP)) / 2.0;
  }

  String otherText(String value) {
    String drawn = elsewhere(texts, value, other -> true);
    return drawn != null ? drawn : misspelt(value);
  }

  private <T> T elsewhere(TreeSet<T> known, T value, Predicate<T> may) {
    known.add(value);
    if (!isElsewhere) return null;
    var others = known.stream().filter(other -> !other.equals(value) && may.test(other)).toList();
    return others.isEmpty() ? null : others.get(nextInt(others.size()));
  }

  /** One letter or digit is another one; where there is none, letters are added. */
  private String misspelt(String value) {
    int[] places = value.chars().map(each -> countOf((char) each)).toArray();
    int start = nextInt(Math.max(1, places.length));
    for (int index = 0; index < places.length; index++) {
      int at = (start + index) % places.length;
      if (places[at] == 0) continue;
      char first = places[at] == 10 ? '0' : Character.isUpperCase(value.charAt(at)) ? 'A' : 'a';
      int other = (value.charAt(at) - first + 1 + nextInt(places[at] - 1)) % places[at];
      return value.substring(0, at) + (char) (first + other) + value.substring(at + 1);
    }
    return value + Values.letters(3, this);
  }

  private static int countOf(char letter) {
    if (letter >= '0' && letter <= '9') return 10;
    return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' ? 26 : 0;
  }
}
