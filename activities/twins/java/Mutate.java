import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mutator for Java: a request as JSON on standard input, the reply on standard output. See mutation.ts. */
public final class Mutate {
  private Mutate() {}

  public static void main(String[] args) throws IOException {
    Map<?, ?> request = (Map<?, ?>) Json.read(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    List<Draw.Found> found = new ArrayList<>();
    List<Object> unread = new ArrayList<>();
    for (Object each : (List<?>) request.get("files")) {
      String path = (String) ((Map<?, ?>) each).get("path");
      String text = (String) ((Map<?, ?>) each).get("text");
      try {
        found.add(new Draw.Found(path, text, Finder.find(path, text)));
      } catch (IllegalArgumentException | IOException problem) {
        unread.add(Map.of("path", path, "reason", String.valueOf(problem.getMessage())));
      }
    }
    Lot random = new Lot(number(request, "seed"));
    // A first round makes the suite's values known.
    for (Draw.Found file : found) for (Expectation each : file.expectations()) each.twins().apply(random);
    List<Draw.Chosen> order = new Draw(random).order(found, (String) request.get("said"));
    Writer writer = new Writer(order, (int) number(request, "places"), random);
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("expectations", found.stream().mapToInt(each -> each.expectations().size()).sum());
    reply.put("impossible", writer.impossible());
    reply.put("equal", writer.equal());
    reply.put("unread", unread);
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(Json.write(reply));
  }

  private static long number(Map<?, ?> request, String name) {
    return ((Double) request.get(name)).longValue();
  }
}
