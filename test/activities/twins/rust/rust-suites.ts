/** Small honest modules in Rust, work and tests in one text, each awkward in its own way. */
export interface RustSuite {
  readonly title: string;
  readonly text: string;
}

export const rustSuites: readonly RustSuite[] = [
  {
    title: 'numbers of all widths, with suffixes and signs',
    text: `
pub fn last() -> (u8, i8, u16, i64, f32, usize) { (255, -128, 60_000, -5_000_000_000, 1.5, 3) }
#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn widths() {
        let (a, b, c, d, e, f) = last();
        assert_eq!(a, 255u8);
        assert_eq!(b, -128);
        assert_eq!(c, 0xEA60_u16);
        assert_eq!(-5_000_000_000, d);
        assert_eq!(e, 1.5f32, "of {}", 7);
        assert_eq!(f, 3);
    }
}
`,
  },
  {
    title: 'texts, raw texts, bytes, characters and lifetimes',
    text: `
pub fn pick<'a>(list: &'a [&'a str], at: usize) -> Option<&'a str> { list.get(at).copied() }
#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn picks() {
        let list = ["a\\n\\u{e9}b", r#"say "hi" \\ there"#, "'"]; // "no text
        assert_eq!(pick(&list, 0), Some("a\\n\\u{e9}b"));
        assert_eq!(pick(&list, 1), Some(r#"say "hi" \\ there"#));
        assert_eq!(pick(&list, 2).unwrap().chars().next(), Some('\\''));
        assert_eq!(pick(&list, 3), None);
        assert_eq!(pick(&list, 0).unwrap().to_string(), "a\\n\\u{e9}b".to_string());
        assert_eq!(b"abc", &[b'a', b'b', b'c']);
        assert_eq!("ab".chars().nth(1).unwrap(), 'b');
    }
}
`,
  },
  {
    title: 'panics that are expected',
    text: `
pub fn half(x: i32) -> i32 { if x % 2 != 0 { panic!("odd number {x}") } x / 2 }
#[cfg(test)]
mod tests {
    use super::half;
    #[test]
    #[should_panic(expected = "odd")]
    fn odd() { assert_eq!(half(3), 1); }
    #[test]
    #[should_panic]
    fn any() { half(5); }
    #[test]
    fn caught() { assert!(std::panic::catch_unwind(|| { assert_eq!(half(7), 3); }).is_err()); }
    #[test]
    fn even() { assert_eq!(half(4), 2); }
}
`,
  },
  {
    title: 'structs, vectors, variants and nested modules',
    text: `
#[derive(Debug, PartialEq, Clone)]
pub struct Point { pub x: i32, pub tags: Vec<String>, pub kind: Kind }
#[derive(Debug, PartialEq, Clone)]
pub enum Kind { Plain, Named(String, bool), Sized { width: u8 } }
pub fn points() -> Vec<Point> {
    vec![Point { x: -1, tags: vec!["a".into()], kind: Kind::Named("n".to_owned(), true) },
         Point { x: 2, tags: vec![], kind: Kind::Sized { width: 9 } }]
}
#[cfg(test)]
mod tests {
    mod deep {
        use super::super::*;
        #[test]
        fn all() {
            let found = points();
            assert_eq!(found[0], Point { x: -1, tags: vec!["a".to_string()], kind: Kind::Named(String::from("n"), true) });
            assert_eq!(found[1].kind, Kind::Sized { width: 9 });
            assert_eq!(found.iter().map(|p| p.x).collect::<Vec<_>>(), vec![-1, 2]);
            assert_eq!([0u8; 3], [0, 0, 0]);
            assert_ne!(found[1].kind, Kind::Plain);
        }
    }
}
`,
  },
  {
    title: 'conditions, matches and negations',
    text: `
pub fn is_even(x: u32) -> bool { x % 2 == 0 }
pub fn name(x: u32) -> Result<&'static str, String> { if x > 9 { Err(format!("{x} is large")) } else if is_even(x) { Ok("even") } else { Ok("odd") } }
#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn names() -> Result<(), String> {
        assert!(is_even(2));
        assert!(!is_even(3), "three");
        assert!(name(2)? == "even");
        assert!(matches!(name(3), Ok("odd")));
        assert!(name(1) == Ok("odd") && is_even(4) || false);
        assert!(name(10).unwrap_err().contains("large"));
        assert_eq!(name(11), Err("11 is large".to_string()));
        if name(5).is_err() { assert_eq!(1, 2); }
        Ok(())
    }
}
`,
  },
  {
    title: 'a table of rows, and a function that asserts',
    text: `
pub fn double(x: i64) -> i64 { 2 * x }
#[cfg(test)]
mod tests {
    use super::double;
    fn check(x: i64, want: i64) { assert_eq!(double(x), want, "double of {x}"); }
    #[test]
    fn rows() {
        for (x, want) in [(1, 2), (2, 4), (-3, -6)] { assert_eq!(double(x), want); }
        check(5, 10);
    }
    #[test]
    fn more() { let want = double(4); assert_eq!(8, want); check(0, 0); }
}
`,
  },
  {
    title: 'tests that are ignored, /* comments /* in */ comments */, and macros',
    text: `
pub fn len(text: &str) -> usize { text.len() }
#[cfg(test)]
mod tests {
    use super::*;
    macro_rules! same { ($a:expr, $b:expr) => { assert_eq!($a, $b) }; }
    /* assert_eq!(len(""), 7); /* nested " */ assert!(false); */
    #[test]
    #[ignore = "later"]
    fn later() { assert_eq!(len("x"), 99); }
    #[test]
    fn now() { same!(len("ab"), 2); assert_eq!(len("'{"), 2); assert_eq!(len(""), 0); assert_eq!(len("}") as i32, 1 as i32); }
    #[cfg(windows)]
    #[test]
    fn elsewhere() { assert_eq!(len("x"), 99); }
}
`,
  },
  {
    title: 'generics, closures, ranges and tuples',
    text: `
pub fn apply<F: Fn(u8) -> u8>(f: F, list: std::ops::RangeInclusive<u8>) -> (u8, Vec<u8>) { (f(0), list.map(|x| f(x)).collect()) }
#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn applies() {
        assert_eq!(apply(|x| x + 1, 1..=3), (1, vec![2, 3, 4]));
        assert_eq!(apply::<fn(u8) -> u8>(|x| x, 0..=0).1.len(), 1);
        assert_eq!(apply(|_| 0, 1..=2).1[1], 0);
        let (first, _) = apply(|x| 200u8.wrapping_add(x), 0..=1);
        assert_eq!(first, 200);
        assert_eq!(1.max(2), 2);
    }
}
`,
  },
];
