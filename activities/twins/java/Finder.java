import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** All expectations of a file of tests that can be changed, by the compiler's own parser. */
final class Finder extends TreePathScanner<Void, Void> {
  private final String text;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final Assertions assertions;
  private final List<Expectation> found = new ArrayList<>();

  private Finder(String text, CompilationUnitTree unit, SourcePositions positions) {
    this.text = text;
    this.unit = unit;
    this.positions = positions;
    this.assertions = new Assertions(this, unit);
  }

  /** Throws what the compiler says of a text that is no Java. */
  static List<Expectation> find(String path, String text) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, complaints, List.of("-proc:none"), null, List.of(source));
    CompilationUnitTree unit = task.parse().iterator().next();
    for (Diagnostic<?> each : complaints.getDiagnostics())
      if (each.getKind() == Diagnostic.Kind.ERROR)
        throw new IllegalArgumentException("line " + each.getLineNumber() + ": " + each.getMessage(null));
    Finder finder = new Finder(text, unit, Trees.instance(task).getSourcePositions());
    finder.scan(unit, null);
    return finder.found;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
    add(call, assertions.twins(call, getCurrentPath().getParentPath().getLeaf()));
    return super.visitMethodInvocation(call, nothing);
  }

  /** {@code @Test(expected = X.class)} of JUnit 4. */
  @Override
  public Void visitMethod(MethodTree method, Void nothing) {
    for (AnnotationTree annotation : method.getModifiers().getAnnotations())
      for (ExpressionTree each : annotation.getArguments())
        if (each instanceof AssignmentTree argument && argument.getVariable().toString().equals("expected"))
          add(method, random -> new Expectation.Twins(otherError(argument.getExpression(), random), null));
    return super.visitMethod(method, nothing);
  }

  private void add(Tree tree, Function<Lot, Expectation.Twins> twins) {
    if (twins == null) return;
    Place place = Place.of(getCurrentPath());
    if (!place.counts()) return;
    int line = (int) unit.getLineMap().getLineNumber(start(tree));
    found.add(new Expectation(line, place.testCase(), place.standing(), place.mayBeSkipped(), twins));
  }

  /** An exception that tests usually wait for, and that nothing else derives from; it has nothing to do with this one. */
  String unrelatedError(Tree type, Lot random) {
    String name = source(type).replaceAll("^.*?(\\w+)\\.class$", "$1");
    boolean isGeneral = Set.of("RuntimeException", "Exception", "Throwable").contains(name);
    List<String> names = new ArrayList<>(isGeneral ? UNCOMMON : USUAL);
    names.removeIf(each -> name.contains(each.replaceAll("Exception$", "")));
    return names.get(random.nextInt(names.size())) + ".class";
  }

  private static final List<String> USUAL =
      List.of("NullPointerException", "ClassCastException", "IndexOutOfBoundsException", "ArithmeticException", "ArrayStoreException");
  /** No work that raises something general raises these. */
  private static final List<String> UNCOMMON =
      List.of("java.util.zip.DataFormatException", "java.util.TooManyListenersException", "java.nio.file.FileSystemLoopException");

  /** A value of an annotation is a constant: there is no other way to write it. */
  Expectation.Edit otherError(Tree type, Lot random) {
    return replace(type, unrelatedError(type, random));
  }

  Function<Lot, Expectation.Twins> leafTwins(List<Values.Leaf> leaves, boolean isLoose) {
    return random -> {
      Values.Leaf leaf = leaves.get(random.nextInt(leaves.size()));
      Values.Written written = Values.written(leaf, isLoose, random);
      return new Expectation.Twins(replace(leaf.tree(), written.impossible()), replace(leaf.tree(), written.equal()));
    };
  }

  Expectation.Edit replace(Tree tree, String with) {
    return new Expectation.Edit(start(tree), end(tree), with);
  }

  String source(Tree tree) {
    return text.substring(start(tree), end(tree));
  }

  int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }
}
