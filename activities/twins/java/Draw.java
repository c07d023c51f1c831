import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Which expectations are changed: spread over the files first, then over the cases of each, by the seed alone. */
final class Draw {
  record Found(String path, String text, List<Expectation> expectations) {}

  private record Chosen(Found file, Expectation expectation) {}

  private final Random random;
  private final List<Chosen> order = new ArrayList<>();

  Draw(List<Found> files, long seed) {
    random = new Random(seed);
    order.addAll(ofStanding(files, Expectation.Standing.SURE));
    order.addAll(ofStanding(files, Expectation.Standing.MAYBE));
    // Those behind conditions are tried only where there are no others.
    if (order.isEmpty()) order.addAll(ofStanding(files, Expectation.Standing.UNLIKELY));
  }

  List<Object> impossible(int count) {
    List<Object> made = new ArrayList<>();
    for (Chosen each : order) {
      if (made.size() >= count) break;
      made.add(mutation(each, each.expectation.twins().apply(random).impossible()));
    }
    return made;
  }

  List<Object> equal(int count) {
    List<Object> made = new ArrayList<>();
    for (int index = order.size() - 1; index >= 0 && made.size() < count; index--) {
      Expectation.Edit edit = order.get(index).expectation.twins().apply(random).equal();
      if (edit != null) made.add(mutation(order.get(index), edit));
    }
    return made;
  }

  private List<Chosen> ofStanding(List<Found> files, Expectation.Standing standing) {
    List<List<Chosen>> queues = new ArrayList<>();
    for (Found file : files) {
      List<Expectation> alike = new ArrayList<>(file.expectations);
      alike.removeIf(each -> each.standing() != standing);
      Collections.shuffle(alike, random);
      Map<String, List<Chosen>> cases = new LinkedHashMap<>();
      for (Expectation each : alike)
        cases.computeIfAbsent(each.testCase(), name -> new ArrayList<>()).add(new Chosen(file, each));
      queues.add(interleaved(cases.values()));
    }
    Collections.shuffle(queues, random);
    return interleaved(queues);
  }

  /** First of each, second of each, and so on. */
  private static <T> List<T> interleaved(Collection<List<T>> queues) {
    List<T> all = new ArrayList<>();
    int longest = queues.stream().mapToInt(List::size).max().orElse(0);
    for (int index = 0; index < longest; index++)
      for (List<T> queue : queues) if (index < queue.size()) all.add(queue.get(index));
    return all;
  }

  private Map<String, Object> mutation(Chosen chosen, Expectation.Edit edit) {
    String text = chosen.file.text();
    String before = oneLine(text.substring(edit.start(), edit.end()));
    String changed = text.substring(0, edit.start()) + edit.text() + text.substring(edit.end());
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("path", chosen.file.path());
    made.put("line", chosen.expectation.line());
    made.put("testCase", chosen.expectation.testCase());
    made.put("what", before + " → " + oneLine(edit.text()));
    // Both kinds get a last comment, so that its presence tells nothing.
    made.put("text", changed + "\n// " + Values.letters(6, random) + " " + Values.letters(4, random) + "\n");
    return made;
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").trim();
    return line.length() > 80 ? line.substring(0, 40) + " … " + line.substring(line.length() - 38) : line;
  }
}
