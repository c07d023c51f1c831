import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, strings, numbers, booleans and null; the JDK has no reader of its own. */
final class Json {
  private final String text;
  private int at = 0;

  private Json(String text) {
    this.text = text;
  }

  static Object read(String text) {
    return new Json(text).value();
  }

  private Object value() {
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      default:
        return word();
    }
  }

  private Map<String, Object> object() {
    Map<String, Object> found = new LinkedHashMap<>();
    at++;
    while (peek() != '}') {
      String key = string();
      expect(':');
      found.put(key, value());
      if (peek() == ',') at++;
    }
    at++;
    return found;
  }

  private List<Object> array() {
    List<Object> found = new ArrayList<>();
    at++;
    while (peek() != ']') {
      found.add(value());
      if (peek() == ',') at++;
    }
    at++;
    return found;
  }

  private String string() {
    expect('"');
    StringBuilder found = new StringBuilder();
    while (text.charAt(at) != '"') {
      char each = text.charAt(at++);
      found.append(each == '\\' ? escaped() : each);
    }
    at++;
    return found.toString();
  }

  private char escaped() {
    char each = text.charAt(at++);
    switch (each) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'u':
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
      default:
        return each;
    }
  }

  private Object word() {
    int start = at;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) at++;
    String found = text.substring(start, at);
    switch (found) {
      case "true":
        return true;
      case "false":
        return false;
      case "null":
        return null;
      default:
        return Double.valueOf(found);
    }
  }

  private char peek() {
    while (Character.isWhitespace(text.charAt(at))) at++;
    return text.charAt(at);
  }

  private void expect(char wanted) {
    if (peek() != wanted) throw new IllegalArgumentException("JSON: no " + wanted + " at " + at);
    at++;
  }

  static String write(Object value) {
    if (value instanceof String string) return quoted(string);
    if (value instanceof Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.forEach((key, each) -> parts.add(quoted((String) key) + ":" + write(each)));
      return "{" + String.join(",", parts) + "}";
    }
    if (value instanceof List<?> list) {
      List<String> parts = new ArrayList<>();
      list.forEach(each -> parts.add(write(each)));
      return "[" + String.join(",", parts) + "]";
    }
    return String.valueOf(value);
  }

  /** Also as a literal of Java, which has the same escapes. */
  static String quoted(String text) {
    StringBuilder found = new StringBuilder("\"");
    for (char each : text.toCharArray()) {
      if (each == '"' || each == '\\') found.append('\\').append(each);
      else if (each == '\n') found.append("\\n");
      else if (each == '\r') found.append("\\r");
      else if (each == '\t') found.append("\\t");
      else if (each < ' ' || each > '~') found.append(String.format("\\u%04x", (int) each));
      else found.append(each);
    }
    return found.append('"').toString();
  }
}
