/**
 * Shell functions that put a new text in a file's place, whole or not at all: all of it is written beside
 * first, so that a full disk leaves the old text. What holds of the file stays: its mode, a link that leads
 * to it, its other names.
 */

/**
 * `refusal path`: says on stderr why a path cannot be written to, and fails. `replace new path`: `new` stands
 * on the same file system, complete, and is gone afterwards. Where a file has several names its text is
 * written through to all of them, from a copy of the old text back again should that fail.
 */
export const REPLACE_FUNCTIONS = `
refusal() {
  [ -d "$1" ] && { echo "is a directory" >&2; return 1; }
  [ -e "$1" ] && ! [ -f "$1" ] && { echo "is not a regular file" >&2; return 1; }
  [ -e "$1" ] && ! [ -w "$1" ] && { echo "is read-only (mode $(stat -c %a -- "$1")); change its mode first if that is meant to change" >&2; return 1; }
  return 0
}
replace() {
  target=$2
  [ -L "$target" ] && target=$(readlink -f -- "$target")
  if [ -e "$target" ] && [ "$(stat -c %h -- "$target")" -gt 1 ]; then
    cp -p -- "$target" "$1.old" || return 1
    if cat -- "$1" > "$target"; then rm -f -- "$1" "$1.old"; return 0; fi
    cat -- "$1.old" > "$target"; rm -f -- "$1" "$1.old"; return 1
  fi
  [ ! -e "$target" ] || chmod --reference="$target" -- "$1" || return 1
  mv -fT -- "$1" "$target"
}`;
