import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Literals within an expected value whose change makes the whole value another one, and how to write them otherwise. */
final class Values {
  /** A literal, with its minus. */
  record Leaf(Tree tree, Object value) {}

  record Written(String impossible, String equal) {}

  private static final Set<String> FACTORIES = Set.of("of", "asList", "singletonList", "singleton", "ofNullable", "valueOf");
  /** Matchers of Hamcrest that say something of their argument, positively. */
  private static final Set<String> MATCHERS =
      Set.of("is", "equalTo", "hasSize", "containsString", "hasItem", "hasItems", "contains", "startsWith", "endsWith");
  private static final Set<String> CLASSES = Set.of("BigDecimal", "BigInteger", "String");
  /** Bounds of types, narrow before wide: a changed number stays between the bounds where it was, and so fits its type. */
  private static final long[] BOUNDS = {127, 32_767, 65_535, Integer.MAX_VALUE, Long.MAX_VALUE};

  private Values() {}

  static List<Leaf> leaves(Tree tree) {
    if (tree instanceof LiteralTree literal)
      return literal.getValue() == null ? List.of() : List.of(new Leaf(tree, literal.getValue()));
    if (tree instanceof ParenthesizedTree parentheses) return leaves(parentheses.getExpression());
    if (tree instanceof TypeCastTree cast) return leaves(cast.getExpression());
    if (tree instanceof UnaryTree unary && unary.getKind() == Tree.Kind.UNARY_MINUS) return negative(unary);
    if (tree instanceof NewArrayTree array) return array.getInitializers() == null ? List.of() : all(array.getInitializers());
    if (tree instanceof NewClassTree made && CLASSES.contains(made.getIdentifier().toString())) return all(made.getArguments());
    if (tree instanceof MethodInvocationTree call) {
      String name = call.getMethodSelect().toString();
      String last = name.substring(name.lastIndexOf('.') + 1);
      boolean isFactory = FACTORIES.contains(last) && name.matches("[A-Z]\\w*\\.\\w+");
      if (isFactory || MATCHERS.contains(last) && !name.matches(".*[()].*")) return all(call.getArguments());
    }
    return List.of();
  }

  private static List<Leaf> all(List<? extends ExpressionTree> trees) {
    List<Leaf> found = new ArrayList<>();
    trees.forEach(each -> found.addAll(leaves(each)));
    return found;
  }

  private static List<Leaf> negative(UnaryTree unary) {
    if (!(unary.getExpression() instanceof LiteralTree literal)) return List.of();
    Object value = literal.getValue();
    if (value instanceof Integer number) return List.of(new Leaf(unary, -number));
    if (value instanceof Long number) return List.of(new Leaf(unary, -number));
    if (value instanceof Double number) return List.of(new Leaf(unary, -number));
    return value instanceof Float number ? List.of(new Leaf(unary, -number)) : List.of();
  }

  static Written written(Leaf leaf, Random random) {
    Object value = leaf.value();
    if (value instanceof String text)
      return new Written(halves(letters(Math.min(Math.max(text.length(), 12), 64), random), random), halves(text, random));
    if (value instanceof Boolean truth) {
      int low = random.nextInt(500);
      int high = 500 + random.nextInt(500);
      String yes = "(" + low + " < " + high + ")";
      String no = "(" + high + " < " + low + ")";
      return truth ? new Written(no, yes) : new Written(yes, no);
    }
    if (value instanceof Character letter) {
      char drawn = (char) ('a' + random.nextInt(26));
      return new Written(character(drawn == letter ? 'A' : drawn), character(letter));
    }
    if (value instanceof Integer number) return new Written(difference(other(number, random), "", random), difference(number, "", random));
    if (value instanceof Long number) return new Written(difference(other(number, random), "L", random), difference(number, "L", random));
    String number = value instanceof Float ? value + "f" : String.valueOf(value);
    return new Written("(" + number + " - " + (1_000 + random.nextInt(99_000)) + ")", "(" + number + " - 0)");
  }

  private static String character(char letter) {
    return String.format("((char) (%d - 1))", letter + 1);
  }

  private static String halves(String text, Random random) {
    int cut = random.nextInt(text.length() + 1);
    return "(" + Json.quoted(text.substring(0, cut)) + " + " + Json.quoted(text.substring(cut)) + ")";
  }

  private static String difference(long value, String suffix, Random random) {
    long shift = 1 + random.nextInt(999_999);
    boolean fits = Math.abs(value) < Integer.MAX_VALUE - 1_000_000L || !suffix.isEmpty() && Math.abs(value) < Long.MAX_VALUE - 1_000_000L;
    return fits
        ? "(" + (value + shift) + suffix + " - " + shift + suffix + ")"
        : "(" + value + suffix + " - 0" + suffix + ")";
  }

  private static long other(long value, Random random) {
    long magnitude = value < 0 ? -(value + 1) : value;
    long low = 0;
    long high = BOUNDS[0];
    for (long bound : BOUNDS) {
      high = bound;
      if (magnitude <= bound) break;
      low = bound + 1;
    }
    long width = Math.min(high - low, 1_000_000_000L);
    long drawn = low + (long) (random.nextDouble() * width);
    long result = drawn == magnitude ? (drawn == low ? low + 1 : low) : drawn;
    return value < 0 ? -result - 1 : result;
  }

  /** Sixteen of them are no word that a program computes. */
  static String letters(int count, Random random) {
    StringBuilder word = new StringBuilder();
    for (int index = 0; index < count; index++) word.append((char) ('a' + random.nextInt(26)));
    return word.toString();
  }
}
