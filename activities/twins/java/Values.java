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
  /** A literal, with its minus. {@code isConstant}: what stands there has to be a constant, as in an array of bytes. */
  record Leaf(Tree tree, Object value, boolean isConstant) {
    Leaf(Tree tree, Object value) {
      this(tree, value, false);
    }
  }

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
    if (tree instanceof NewArrayTree array) return array.getInitializers() == null ? List.of() : elements(array);
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

  private static List<Leaf> elements(NewArrayTree array) {
    boolean isNarrow = array.getType() == null || Set.of("byte", "short", "char").contains(array.getType().toString());
    List<Leaf> found = all(array.getInitializers());
    return isNarrow ? found.stream().map(each -> new Leaf(each.tree(), each.value(), true)).toList() : found;
  }

  private static List<Leaf> negative(UnaryTree unary) {
    if (!(unary.getExpression() instanceof LiteralTree literal)) return List.of();
    Object value = literal.getValue();
    if (value instanceof Integer number) return List.of(new Leaf(unary, -number));
    if (value instanceof Long number) return List.of(new Leaf(unary, -number));
    if (value instanceof Double number) return List.of(new Leaf(unary, -number));
    return value instanceof Float number ? List.of(new Leaf(unary, -number)) : List.of();
  }

  static Written written(Leaf leaf, boolean isLoose, Lot random) {
    Object value = leaf.value();
    boolean isConstant = leaf.isConstant();
    if (value instanceof String text) {
      String other = isLoose ? letters(Math.min(Math.max(text.length(), 12), 64), random) : random.otherText(text);
      return new Written(filled(other, random), filled(text, random));
    }
    if (value instanceof Boolean truth) return truth(truth, random);
    if (value instanceof Character letter) {
      char drawn = (char) ('a' + random.nextInt(26));
      return new Written(character(drawn == letter ? 'A' : drawn, isConstant), character(letter, isConstant));
    }
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      boolean isLong = value instanceof Long;
      long other = isLoose ? far(number, random) : bounded(number, isLong, random);
      return new Written(difference(other, isLong, isConstant, random), difference(number, isLong, isConstant, random));
    }
    double number = ((Number) value).doubleValue();
    double other = isLoose ? number - (1_000 + random.nextInt(99_000)) : random.otherFloat(number);
    // Multiplied and divided by a power of two, a number stays what it is.
    String scale = (1 << (1 + random.nextInt(20))) + ".0" + (value instanceof Float ? "f" : "");
    String parse = value instanceof Float ? "Float.parseFloat" : "Double.parseDouble";
    String shown = value instanceof Float ? String.valueOf((float) other) : String.valueOf(other);
    return new Written(scaled(parsed(parse, shown), scale), scaled(parsed(parse, value), scale));
  }

  static Written truth(boolean value, Random random) {
    int low = random.nextInt(500);
    int high = 500 + random.nextInt(500);
    String yes = "(" + parsed("Integer.parseInt", low) + " < " + high + ")";
    String no = "(" + parsed("Integer.parseInt", high) + " < " + low + ")";
    return value ? new Written(no, yes) : new Written(yes, no);
  }

  private static String scaled(String number, String scale) {
    return "(" + number + " * " + scale + " / " + scale + ")";
  }

  /** The compiler works out what is made of constants; a call is made when the test runs. */
  private static String parsed(String call, Object value) {
    return call + "(\"" + value + "\")";
  }

  private static String character(char letter, boolean isConstant) {
    return "((char) (" + (isConstant ? letter + 1 : parsed("Integer.parseInt", letter + 1)) + " - 1))";
  }

  private static String filled(String text, Random random) {
    String filling = letters(7, random);
    int cut = random.nextInt(text.length() + 1);
    String whole = text.substring(0, cut) + filling + text.substring(cut);
    return whole.replace(filling, "").equals(text)
        ? Json.quoted(whole) + ".replace(" + Json.quoted(filling) + ", \"\")"
        : Json.quoted(text);
  }

  private static String difference(long value, boolean isLong, boolean isConstant, Random random) {
    String suffix = isLong ? "L" : "";
    long most = isLong ? Long.MAX_VALUE : Integer.MAX_VALUE;
    long shift = Math.abs(value) < most - 1_000_000L ? 1 + random.nextInt(999_999) : 0;
    String sum = isConstant ? value + shift + suffix : parsed(isLong ? "Long.parseLong" : "Integer.parseInt", value + shift);
    return "(" + sum + " - " + shift + suffix + ")";
  }

  /** It stays within the narrowest type that holds it. */
  private static long bounded(long value, boolean isLong, Lot random) {
    long magnitude = value < 0 ? -(value + 1) : value;
    long high = isLong ? Long.MAX_VALUE : Integer.MAX_VALUE;
    for (long bound : BOUNDS) if (magnitude <= bound && bound < high) high = bound;
    return value < 0 ? random.otherInteger(value, -high - 1, -1) : random.otherInteger(value, 0, high);
  }

  private static long far(long value, Random random) {
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
