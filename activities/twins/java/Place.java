import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Where an expectation stands: in which case, whether that case counts, and how surely a run comes by. */
record Place(String testCase, Expectation.Standing standing, boolean mayBeSkipped, boolean counts) {
  private static final Set<String> CASES = Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");
  /** Calls that run the functions which they are given, at once. */
  private static final Set<String> RUNNING = Set.of("assertAll", "forEach", "assertTimeout", "assertTimeoutPreemptively", "dynamicTest");

  static Place of(TreePath path) {
    Expectation.Standing standing = Expectation.Standing.SURE;
    String method = null;
    String classes = "";
    boolean counts = true;
    boolean isAbstract = false;
    boolean mayBeSkipped = false;
    Tree child = null;
    for (TreePath at = path; at != null; child = at.getLeaf(), at = at.getParentPath()) {
      Tree tree = at.getLeaf();
      if (tree instanceof MethodTree found && method == null) {
        method = found.getName().toString();
        counts = counts && !isOff(found.getModifiers());
        if (!isCase(found)) standing = max(standing, Expectation.Standing.MAYBE);
        mayBeSkipped = found.getBody() != null && found.getBody().toString().contains("assume");
        if (!isCase(found)) method = "";
      } else if (tree instanceof ClassTree found) {
        classes = found.getSimpleName() + (classes.isEmpty() ? "" : "$" + classes);
        counts = counts && !isOff(found.getModifiers());
        isAbstract = isAbstract || found.getModifiers().getFlags().contains(Modifier.ABSTRACT);
      } else if (tree instanceof IfTree || tree instanceof CaseTree || tree instanceof ConditionalExpressionTree || tree instanceof CatchTree) {
        standing = Expectation.Standing.UNLIKELY;
      } else if (tree instanceof BlockTree block && mayBeLeftBefore(block, child)) {
        standing = Expectation.Standing.UNLIKELY;
      } else if (tree instanceof TryTree attempt && child == attempt.getBlock()) {
        counts = counts && attempt.getCatches().stream().noneMatch(Place::catchesAssertions);
      } else if (tree instanceof LambdaExpressionTree) {
        String caller = at.getParentPath().getLeaf() instanceof MethodInvocationTree call ? call.getMethodSelect().toString() : "";
        String name = caller.substring(caller.lastIndexOf('.') + 1);
        if (name.contains("Throw")) counts = false;
        if (!RUNNING.contains(name)) standing = max(standing, Expectation.Standing.MAYBE);
      }
    }
    boolean isNamed = method != null && !method.isEmpty() && !isAbstract;
    return new Place(isNamed ? classes + "#" + method : null, standing, mayBeSkipped, counts);
  }

  /** {@code if (System.getenv("NET") == null) return;}: what follows may not be come to. */
  private static boolean mayBeLeftBefore(BlockTree block, Tree child) {
    for (StatementTree each : block.getStatements()) {
      if (each == child) return false;
      if ((each instanceof IfTree || each instanceof TryTree) && each.toString().contains("return;")) return true;
    }
    return false;
  }

  private static boolean isCase(MethodTree method) {
    for (AnnotationTree each : method.getModifiers().getAnnotations()) if (CASES.contains(nameOf(each))) return true;
    // JUnit 3 goes by names.
    return method.getName().toString().startsWith("test") && method.getModifiers().getAnnotations().isEmpty();
  }

  /** Disabled, or enabled under a condition only. */
  private static boolean isOff(ModifiersTree modifiers) {
    for (AnnotationTree each : modifiers.getAnnotations()) {
      String name = nameOf(each);
      if (name.startsWith("Disabled") || name.startsWith("Enabled") || name.equals("Ignore")) return true;
    }
    return false;
  }

  private static String nameOf(AnnotationTree annotation) {
    String name = annotation.getAnnotationType().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean catchesAssertions(CatchTree each) {
    return each.getParameter().getType().toString().matches(".*\\b(Throwable|Error|AssertionError|AssertionFailedError)\\b.*");
  }

  private static Expectation.Standing max(Expectation.Standing a, Expectation.Standing b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
