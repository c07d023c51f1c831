/**
 * Small honest classes in Java, work and tests in one text, each awkward in its own way; and as much of JUnit
 * as they need.
 */
export interface JavaSuite {
  readonly title: string;
  readonly text: string;
}

const IMPORTS = `package work;
import static org.junit.jupiter.api.Assertions.*;
import java.util.*;
import org.junit.jupiter.api.*;
`;

const suite = (title: string, work: string, tests: string): JavaSuite => ({
  title,
  text: `${IMPORTS}class Work { ${work} }\npublic class WorkTest {\n${tests}\n}\n`,
});

export const javaSuites: readonly JavaSuite[] = [
  suite(
    'numbers of all types',
    "static long big() { return -5_000_000_000L; } static byte small() { return -128; } static char letter() { return 'é'; } static double half() { return .5; }",
    `  @Test void numbers() {
    assertEquals(-5_000_000_000L, Work.big());
    assertEquals((byte) -128, Work.small());
    assertEquals('é', Work.letter());
    assertEquals(0.5, Work.half());
    assertEquals(0x7fff_ffff, Integer.MAX_VALUE, "largest");
    assertEquals(0.25f, (float) Work.half() / 2, 1e-6);
  }`,
  ),
  suite(
    'texts, text blocks and nothing',
    'static String quote(String s) { return s == null ? null : "\\"" + s + "\\"\\n"; }',
    `  @Test void quotes() {
    assertEquals("\\"a\\\\b\\"\\n", Work.quote("a\\\\b"));
    assertEquals("""
        "block"
        """, Work.quote("block"));
    assertNull(Work.quote(null));
    assertNotNull(Work.quote(""));
    assertEquals(4, Work.quote("\\u00e9").length());
    assertNotEquals("x", Work.quote("x"));
  }`,
  ),
  suite(
    'exceptions, and assertions in functions',
    'static int half(int x) { if (x % 2 != 0) throw new IllegalArgumentException("odd " + x); return x / 2; }',
    `  @Test void halves() {
    assertThrows(IllegalArgumentException.class, () -> Work.half(3));
    IllegalArgumentException found = assertThrows(IllegalArgumentException.class, () -> { assertEquals(1, Work.half(5)); });
    assertEquals("odd 5", found.getMessage());
    assertAll(() -> assertEquals(2, Work.half(4)), () -> assertEquals(0, Work.half(0)));
    try { Work.half(7); fail(); } catch (IllegalArgumentException e) { assertEquals("odd 7", e.getMessage()); }
    try { assertEquals(9, Work.half(2)); } catch (AssertionError expected) { }
  }`,
  ),
  suite(
    'collections, arrays and maps',
    'static List<Integer> upTo(int n) { List<Integer> all = new ArrayList<>(); for (int i = 1; i <= n; i++) all.add(i); return all; }',
    `  @Test void lists() {
    assertEquals(List.of(1, 2, 3), Work.upTo(3));
    assertEquals(Arrays.asList(1), Work.upTo(1));
    assertEquals(Map.of("a", List.of(1)), Map.of("a", Work.upTo(1)));
    assertArrayEquals(new int[] {1, 2}, Work.upTo(2).stream().mapToInt(i -> i).toArray());
    assertEquals(List.of(), Work.upTo(0));
    assertEquals(Optional.of(2), Work.upTo(2).stream().max(Comparator.naturalOrder()));
  }`,
  ),
  suite(
    'truths and conditions',
    'static boolean isEven(int x) { return x % 2 == 0; }',
    `  @Test void truths() {
    assertTrue(Work.isEven(2), "two");
    assertFalse(Work.isEven(3) || Work.isEven(5));
    assertTrue(() -> Work.isEven(4));
    assertEquals(true, Work.isEven(0));
    if (System.getenv("NEVER_SET") != null) assertEquals(1, 2);
    boolean odd = !Work.isEven(7);
    assertTrue(odd);
  }`,
  ),
  suite(
    'disabled tests, nested classes and helpers',
    'static String name(int x) { return "n" + x; }',
    `  void check(String want, int x) { assertEquals(want, Work.name(x)); }
  @Disabled @Test void later() { assertEquals("x", Work.name(1)); }
  @Test void now() { check("n1", 1); assertEquals("n2", Work.name(2)); }
  @Nested public static class Inner { @Test void deep() { assertEquals("n-3", Work.name(-3)); assertSame(Work.class, Work.class); } }
  @Disabled static class Off { @Test void never() { assertEquals("y", Work.name(1)); } }`,
  ),
  suite(
    'tables of rows in loops and records',
    'static int twice(int x) { return 2 * x; }',
    `  record Row(int x, int want) {}
  @Test void rows() {
    int[][] rows = {{1, 2}, {2, 4}};
    for (int[] row : rows) assertEquals(row[1], Work.twice(row[0]));
    for (Row row : List.of(new Row(3, 6), new Row(-1, -2))) assertEquals(row.want(), Work.twice(row.x()), "of " + row);
    Map.of(5, 10).forEach((x, want) -> assertEquals(want, Work.twice(x)));
  }`,
  ),
  suite(
    'qualified calls, switches and comments',
    'static String day(int d) { return switch (d) { case 1 -> "mon"; default -> "other"; }; }',
    `  // assertEquals("tue", Work.day(1));
  @Test void days() {
    Assertions.assertEquals("mon", Work.day(1)); /* assertTrue(false); */
    org.junit.jupiter.api.Assertions.assertEquals("other", Work.day(2));
    switch (Work.day(1)) { case "mon" -> assertTrue(true); default -> fail(); }
    assertEquals(3, Work.day(1).length());
    assertEquals('m', Work.day(1).charAt(0));
  }`,
  ),
];

/** Stands in for JUnit 5, which is not of this repository: the same names and types. */
export const JUNIT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['Test', 'Disabled', 'Nested'].map((name) => [
      `org/junit/jupiter/api/${name}.java`,
      `package org.junit.jupiter.api;
@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public @interface ${name} {}
`,
    ]),
  ),
  'org/junit/jupiter/api/Assertions.java': `package org.junit.jupiter.api;
import java.util.*;
import java.util.function.BooleanSupplier;
public class Assertions {
  public interface Executable { void execute() throws Throwable; }
  static void check(boolean truth) { if (!truth) throw new AssertionError(); }
  public static void fail() { check(false); }
  public static void assertEquals(Object a, Object b) { check(Objects.equals(a, b)); }
  public static void assertEquals(Object a, Object b, String m) { check(Objects.equals(a, b)); }
  public static void assertEquals(byte a, byte b) { check(a == b); }
  public static void assertEquals(char a, char b) { check(a == b); }
  public static void assertEquals(int a, int b) { check(a == b); }
  public static void assertEquals(int a, int b, String m) { check(a == b); }
  public static void assertEquals(int a, Integer b) { check(b.equals(a)); }
  public static void assertEquals(Integer a, int b) { check(a.equals(b)); }
  public static void assertEquals(long a, long b) { check(a == b); }
  public static void assertEquals(double a, double b) { check(a == b); }
  public static void assertEquals(double a, double b, double d) { check(Math.abs(a - b) <= d); }
  public static void assertNotEquals(Object a, Object b) { check(!Objects.equals(a, b)); }
  public static void assertNotEquals(int a, int b) { check(a != b); }
  public static void assertNotEquals(int a, Integer b) { check(!b.equals(a)); }
  public static void assertNotEquals(Integer a, int b) { check(!a.equals(b)); }
  public static void assertNotEquals(int a, int b, String m) { check(a != b); }
  public static void assertArrayEquals(int[] a, int[] b) { check(Arrays.equals(a, b)); }
  public static void assertSame(Object a, Object b) { check(a == b); }
  public static void assertNotSame(Object a, Object b) { check(a != b); }
  public static void assertNull(Object a) { check(a == null); }
  public static void assertNotNull(Object a) { check(a != null); }
  public static void assertTrue(boolean a) { check(a); }
  public static void assertTrue(boolean a, String m) { check(a); }
  public static void assertTrue(BooleanSupplier a) { check(a.getAsBoolean()); }
  public static void assertFalse(boolean a) { check(!a); }
  public static void assertFalse(boolean a, String m) { check(!a); }
  public static void assertFalse(BooleanSupplier a) { check(!a.getAsBoolean()); }
  public static void assertAll(Executable... all) { for (Executable each : all) try { each.execute(); } catch (Throwable t) { check(false); } }
  public static <T extends Throwable> T assertThrows(Class<T> type, Executable body) {
    try { body.execute(); } catch (Throwable t) { if (type.isInstance(t)) return type.cast(t); }
    throw new AssertionError();
  }
}
`,
  'Run.java': `import java.lang.reflect.Method;
import org.junit.jupiter.api.*;
/** Prints \`ok\` or \`FAILED\` for each package that is named. */
public class Run {
  public static void main(String[] names) throws Exception {
    for (String name : names) {
      String result = "ok";
      for (String type : new String[] {name + ".WorkTest", name + ".WorkTest$Inner"}) {
        Class<?> found;
        try { found = Class.forName(type); } catch (ClassNotFoundException none) { continue; }
        for (Method method : found.getDeclaredMethods()) {
          if (!method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(Disabled.class)) continue;
          var maker = found.getDeclaredConstructor();
          maker.setAccessible(true);
          method.setAccessible(true);
          try { method.invoke(maker.newInstance()); } catch (java.lang.reflect.InvocationTargetException e) { result = "FAILED"; }
        }
      }
      System.out.println(name + " " + result);
    }
  }
}
`,
};
