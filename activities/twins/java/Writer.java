import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files in which certain expectations are written otherwise, in every twin the same ones, and at most one of these impossibly. */
final class Writer {
  /** {@code same} is null where no equal way of writing is known. */
  private record Placed(Draw.Chosen chosen, Expectation.Edit same, List<Expectation.Edit> impossible) {
    List<Expectation.Edit> edits() {
      List<Expectation.Edit> all = new ArrayList<>(impossible);
      if (same != null) all.add(same);
      return all;
    }

    boolean overlaps(Placed other) {
      if (chosen.file() != other.chosen.file()) return false;
      return edits().stream()
          .anyMatch(one -> other.edits().stream().anyMatch(two -> one.start() <= two.end() && two.start() <= one.end()));
    }
  }

  private final Lot random;
  private final int count;
  private final List<Placed> places = new ArrayList<>();

  Writer(List<Draw.Chosen> order, int count, Lot random) {
    this.random = random;
    this.count = count;
    int first = random.nextInt(2);
    for (Draw.Chosen each : order) {
      if (places.size() >= count) break;
      random.isElsewhere = (first + places.size()) % 2 == 1;
      Expectation.Twins twins = each.expectation().twins().apply(random);
      random.isElsewhere = !random.isElsewhere;
      Expectation.Edit second = each.expectation().twins().apply(random).impossible();
      Set<Expectation.Edit> impossible = new LinkedHashSet<>(List.of(twins.impossible()));
      impossible.add(second);
      Placed place = new Placed(each, twins.equal(), List.copyOf(new ArrayList<>(impossible)));
      if (places.stream().noneMatch(place::overlaps)) places.add(place);
    }
  }

  List<Object> impossible() {
    List<Object> made = new ArrayList<>();
    for (int turn = 0; turn < 2; turn++)
      for (Placed each : places)
        if (turn < each.impossible.size() && made.size() < count) made.add(mutation(each, each.impossible.get(turn)));
    return made;
  }

  /** One for each file. */
  List<Object> equal() {
    Map<Draw.Found, Placed> first = new LinkedHashMap<>();
    for (Placed each : places) first.putIfAbsent(each.chosen.file(), each);
    List<Object> made = new ArrayList<>();
    for (Placed each : first.values()) made.add(mutation(each, null));
    return made;
  }

  /** Where {@code impossible} is null, all places mean the same. */
  private Map<String, Object> mutation(Placed changed, Expectation.Edit impossible) {
    Draw.Found file = changed.chosen.file();
    List<Expectation.Edit> edits = new ArrayList<>();
    for (Placed each : places)
      if (each.chosen.file() == file && each.same != null && (each != changed || impossible == null)) edits.add(each.same);
    String what = "a comment";
    if (impossible != null) what = changeOf(file, impossible);
    else if (!edits.isEmpty()) what = changeOf(file, edits.get(0)) + (edits.size() > 1 ? ", and " + (edits.size() - 1) + " more" : "");
    if (impossible != null) edits.add(impossible);
    edits.sort(Comparator.comparingInt(Expectation.Edit::start).reversed());
    String text = file.text();
    for (Expectation.Edit each : edits) text = text.substring(0, each.start()) + each.text() + text.substring(each.end());
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("path", file.path());
    made.put("line", changed.chosen.expectation().line());
    made.put("testCase", impossible == null ? null : changed.chosen.expectation().testCase());
    made.put("what", what);
    // All kinds get a last comment, so that its presence tells nothing.
    made.put("text", text + "\n// " + Values.letters(6, random) + " " + Values.letters(4, random) + "\n");
    return made;
  }

  private static String changeOf(Draw.Found file, Expectation.Edit edit) {
    return oneLine(file.text().substring(edit.start(), edit.end())) + " → " + oneLine(edit.text());
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").trim();
    return line.length() > 80 ? line.substring(0, 40) + " … " + line.substring(line.length() - 38) : line;
  }
}
