import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which expectations are changed: spread over the files first, then over the cases of each, by the seed alone. */
final class Draw {
  record Found(String path, String text, List<Expectation> expectations) {}

  record Chosen(Found file, Expectation expectation) {}

  private final Lot random;

  Draw(Lot random) {
    this.random = random;
  }

  /** Those behind conditions are tried only where there are no others; what is named in {@code said} takes every other turn. */
  List<Chosen> order(List<Found> files, String said) {
    List<Chosen> order = new ArrayList<>();
    order.addAll(ofStanding(files, Expectation.Standing.SURE, said));
    order.addAll(ofStanding(files, Expectation.Standing.MAYBE, said));
    if (order.isEmpty()) order.addAll(ofStanding(files, Expectation.Standing.UNLIKELY, said));
    Predicate<Chosen> isNamed = each -> isNamed(said, each);
    return interleaved(
        List.of(order.stream().filter(isNamed).toList(), order.stream().filter(isNamed.negate()).toList()));
  }

  private List<Chosen> ofStanding(List<Found> files, Expectation.Standing standing, String said) {
    List<List<Chosen>> queues = new ArrayList<>();
    for (Found file : files) {
      List<Expectation> alike = new ArrayList<>(file.expectations);
      alike.removeIf(each -> standingOf(file, each, said) != standing);
      Collections.shuffle(alike, random);
      Map<String, List<Chosen>> cases = new LinkedHashMap<>();
      for (Expectation each : alike)
        cases.computeIfAbsent(each.testCase(), name -> new ArrayList<>()).add(new Chosen(file, each));
      queues.add(interleaved(cases.values()));
    }
    Collections.shuffle(queues, random);
    return interleaved(queues);
  }

  private static Expectation.Standing standingOf(Found file, Expectation each, String said) {
    boolean isDoubtful = each.mayBeSkipped() && !isNamed(said, new Chosen(file, each));
    return isDoubtful ? Expectation.Standing.UNLIKELY : each.standing();
  }

  /** First of each, second of each, and so on. */
  private static <T> List<T> interleaved(Collection<List<T>> queues) {
    List<T> all = new ArrayList<>();
    int longest = queues.stream().mapToInt(List::size).max().orElse(0);
    for (int index = 0; index < longest; index++)
      for (List<T> queue : queues) if (index < queue.size()) all.add(queue.get(index));
    return all;
  }

  /** By the last part of its case's name, or by its file and line, as {@code drawing/named-in.ts} has it. */
  private static boolean isNamed(String said, Chosen each) {
    if (said.isEmpty()) return false;
    String path = each.file.path();
    List<String> names = new ArrayList<>(List.of(path.substring(path.lastIndexOf('/') + 1) + ":" + each.expectation.line()));
    String testCase = each.expectation.testCase();
    if (testCase != null) names.add(testCase.substring(testCase.lastIndexOf('#') + 1));
    return names.stream()
        .anyMatch(name -> Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)").matcher(said).find());
  }
}
