import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Assertions of JUnit 3 to 5, Hamcrest and AssertJ: what their twins are. */
final class Assertions {
  private static final Set<String> COMPARING =
      Set.of("assertEquals", "assertArrayEquals", "assertIterableEquals", "assertSame", "assertLinesMatch");
  /** Of JUnit, with those that say the contrary of the same arguments. */
  private static final Map<String, String> CONTRARIES =
      both(
          "assertEquals assertNotEquals assertTrue assertFalse assertNull assertNotNull assertSame assertNotSame assertNotNull assertNull");
  /** Of AssertJ's chains. */
  private static final Map<String, String> CHAINED_CONTRARIES =
      both(
          "isEqualTo isNotEqualTo isTrue isFalse isNull isNotNull isEmpty isNotEmpty isSameAs isNotSameAs isPresent isNotPresent contains doesNotContain");
  /** Of AssertJ, with arguments whose change makes them fail. */
  private static final Set<String> CHAINED =
      Set.of("isEqualTo", "hasSize", "contains", "containsExactly", "containsExactlyInAnyOrder", "hasMessage", "hasMessageContaining")
          ;

  /** Of Hamcrest: a part will do. */
  private static final Pattern PARTIAL = Pattern.compile("\\b(containsString|hasItems?|startsWith|endsWith|closeTo)\\(");

  private final Finder finder;
  /** Qualified, because a contrary need not be imported. */
  private final String owner;
  private final boolean isJupiter;

  Assertions(Finder finder, CompilationUnitTree unit) {
    this.finder = finder;
    String imports = unit.getImports().toString();
    this.isJupiter = imports.contains("org.junit.jupiter");
    this.owner =
        isJupiter
            ? "org.junit.jupiter.api.Assertions."
            : imports.contains("org.junit.") ? "org.junit.Assert." : "";
  }

  private static Map<String, String> both(String names) {
    Map<String, String> found = new HashMap<>();
    String[] each = names.split(" ");
    for (int index = 0; index + 1 < each.length; index += 2) {
      found.put(each[index], each[index + 1]);
      found.put(each[index + 1], each[index]);
    }
    return found;
  }

  /** Null for calls that assert nothing which can be changed. */
  Function<Lot, Expectation.Twins> twins(MethodInvocationTree call, Tree parent) {
    Tree select = call.getMethodSelect();
    List<? extends ExpressionTree> arguments = call.getArguments();
    String name = nameOf(select);
    if (isChained(select)) return chained(call, (MemberSelectTree) select, name);
    if (name.equals("assertThat")) return arguments.size() < 2 ? null : matched(arguments.get(arguments.size() - 1));
    if (name.equals("assertThrows") || name.equals("assertThrowsExactly")) return thrown(arguments, parent);
    if (COMPARING.contains(name)) return compared(select, name, arguments);
    if (name.equals("assertTrue") || name.equals("assertFalse")) return truth(select, name, arguments);
    if ((name.equals("assertNull") || name.equals("assertNotNull")) && arguments.size() == 1 && !owner.isEmpty())
      return nothing(select, name, arguments.get(0));
    return arguments.isEmpty() ? null : contrary(select, name);
  }

  /** Asked by one assertion for both, so that its name does not tell which. */
  private Function<Lot, Expectation.Twins> nothing(Tree select, String name, Tree value) {
    int start = finder.start(select);
    int end = finder.end(value);
    String source = finder.source(value);
    return random -> {
      Values.Written truth = Values.truth(name.equals("assertNull"), random);
      String before = owner + "assertTrue((" + source + " == null) == ";
      return new Expectation.Twins(
          new Expectation.Edit(start, end, before + truth.impossible()), new Expectation.Edit(start, end, before + truth.equal()));
    };
  }

  private static String nameOf(Tree select) {
    if (select instanceof IdentifierTree identifier) return identifier.getName().toString();
    return select instanceof MemberSelectTree member ? member.getIdentifier().toString() : "";
  }

  /** Behind {@code assertThat(…)} or {@code assertThatThrownBy(…)}. */
  private static boolean isChained(Tree select) {
    if (!(select instanceof MemberSelectTree member)) return false;
    if (!(member.getExpression() instanceof MethodInvocationTree before)) return false;
    return nameOf(before.getMethodSelect()).startsWith("assertThat") || isChained(before.getMethodSelect());
  }

  private Function<Lot, Expectation.Twins> compared(Tree select, String name, List<? extends ExpressionTree> arguments) {
    if (arguments.size() < 2) return null;
    // JUnit 4 takes the message first.
    boolean hasMessage = !isJupiter && arguments.size() > 2 && isText(arguments.get(0));
    // The third value says how far off the others may be.
    boolean isAbout = arguments.size() > (hasMessage ? 3 : 2) && !isText(arguments.get(hasMessage ? 3 : 2));
    for (int index : hasMessage ? new int[] {1, 2} : new int[] {0, 1}) {
      List<Values.Leaf> leaves = Values.leaves(arguments.get(index));
      if (!leaves.isEmpty()) return finder.leafTwins(leaves, isAbout || name.equals("assertLinesMatch"));
    }
    return contrary(select, name);
  }

  private static boolean isText(Tree tree) {
    if (tree instanceof BinaryTree sum) return isText(sum.getLeftOperand()) || isText(sum.getRightOperand());
    return tree instanceof LiteralTree literal && literal.getValue() instanceof String;
  }

  private Function<Lot, Expectation.Twins> truth(Tree select, String name, List<? extends ExpressionTree> arguments) {
    if (arguments.isEmpty()) return null;
    Tree condition = arguments.get(isJupiter || arguments.size() == 1 ? 0 : 1);
    if (condition instanceof LambdaExpressionTree || condition instanceof MemberReferenceTree) return contrary(select, name);
    String source = finder.source(condition);
    return random -> {
      Values.Written truth = Values.truth(true, random);
      return new Expectation.Twins(
          finder.replace(condition, truth.impossible() + " == (" + source + ")"),
          finder.replace(condition, truth.equal() + " == (" + source + ")"));
    };
  }

  private Function<Lot, Expectation.Twins> contrary(Tree select, String name) {
    String contrary = CONTRARIES.getOrDefault(name, "-");
    if (contrary.equals("-") || owner.isEmpty()) return null;
    return random -> new Expectation.Twins(finder.replace(select, owner + contrary), finder.replace(select, owner + name));
  }

  /** Where the exception is used further on, its type may not change. */
  private Function<Lot, Expectation.Twins> thrown(List<? extends ExpressionTree> arguments, Tree parent) {
    if (!(parent instanceof ExpressionStatementTree) && !(parent instanceof LambdaExpressionTree)) return null;
    for (ExpressionTree each : arguments)
      if (each instanceof MemberSelectTree type && type.getIdentifier().contentEquals("class"))
        return random -> {
          Values.Written truth = Values.truth(true, random);
          String cast = "((Class<? extends Throwable>) (";
          String either = " ? " + finder.source(each) + " : " + finder.unrelatedError(each, random) + "))";
          return new Expectation.Twins(
              finder.replace(each, cast + truth.impossible() + either), finder.replace(each, cast + truth.equal() + either));
        };
    return null;
  }

  private Function<Lot, Expectation.Twins> matched(ExpressionTree matcher) {
    List<Values.Leaf> leaves = matcher instanceof MethodInvocationTree ? Values.leaves(matcher) : List.of();
    return leaves.isEmpty() ? null : finder.leafTwins(leaves, PARTIAL.matcher(matcher.toString()).find());
  }

  private Function<Lot, Expectation.Twins> chained(MethodInvocationTree call, MemberSelectTree select, String name) {
    if (CHAINED.contains(name) && call.getArguments().size() == 1) {
      List<Values.Leaf> leaves = Values.leaves(call.getArguments().get(0));
      if (!leaves.isEmpty()) return finder.leafTwins(leaves, name.equals("contains") || name.equals("hasMessageContaining"));
    }
    String contrary = CHAINED_CONTRARIES.get(name);
    if (contrary == null) return null;
    int end = finder.end(select);
    int start = end - name.length();
    return random -> new Expectation.Twins(new Expectation.Edit(start, end, contrary), null);
  }
}
