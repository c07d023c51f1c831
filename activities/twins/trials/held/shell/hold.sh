case ${HOLD_path-} in
'')
  # What leads to programs of the system, whatever stands before it by now.
  HOLD_found=
  HOLD_separator=$IFS
  IFS=:
  for HOLD_each in $PATH; do
    case $HOLD_each in /usr/* | /bin | /sbin | /opt/* | /nix/*) HOLD_found=$HOLD_found$HOLD_each: ;; esac
  done
  IFS=$HOLD_separator
  HOLD_path=${HOLD_found:-/usr/bin:/bin:}
  HOLD_errors=
  HOLD_pipes=
  HOLD_first=${BASH_ENV-}
  HOLD_first_of_sh=${ENV-}
  HOLD_loaded=${LD_PRELOAD-}
  # It runs one command with what the language and the system have by its name; without one it says what was before.
  HOLD() {
    HOLD_status=$?
    HOLD_as_it_was $# "${1-}"
    case ${1-} in
    '') return $HOLD_status ;;
    esac
    case " SPARED " in *" $1 "*)
      "$@"
      return
      ;;
    esac
    case $1 in
    exit) exit ${2-$HOLD_status} ;;
    */*)
      command "$@"
      return
      ;;
    esac
    PATH=$HOLD_path$PATH BASH_ENV=$HOLD_first ENV=$HOLD_first_of_sh LD_PRELOAD=$HOLD_loaded command "$@"
  }
  # A shell in the way of POSIX takes its special commands before functions that have their names.
  HOLD_as_it_was() {
    case ${SHELLOPTS-} in
    '' | *posix*) unset -f command ;;
    *)
      HOLD_options=${BASHOPTS-}
      POSIXLY_CORRECT=1
      unset -f unset builtin command shopt unalias return exit set eval exec trap shift export readonly break continue . source : local declare typeset let
      unset POSIXLY_CORRECT
      case $HOLD_options in *expand_aliases*) shopt -s expand_aliases ;; esac
      case $HOLD_options in *inherit_errexit*) shopt -s inherit_errexit ;; esac
      ;;
    esac
    command unalias if then elif else fi case esac for while until do done '{' '}' '!' '[[' 2>/dev/null || HOLD_each=
    case TELLS in
    yes)
      for HOLD_each in ${2:-NAMES}; do
        HOLD_now=$(hash -r; type "$HOLD_each" 2>&1)
        HOLD_then=$(hash -r; unset -f "$HOLD_each"; unalias "$HOLD_each"; PATH=$HOLD_path; type "$HOLD_each" 2>&1)
        case $HOLD_now in "$HOLD_then") ;; *) printf '%s\n' "HOLD:$HOLD_each" >&2 ;; esac
      done
      ;;
    esac
    # A shell within another one decides by itself how strict it is.
    case ${BASH_SUBSHELL:-0} in 0) ;; *) return 0 ;; esac
    case $- in *e*) HOLD_errors=e ;; *) case KEEPS$1$HOLD_errors in yes*e | *0e) set -e ;; *) HOLD_errors= ;; esac ;; esac
    case ${SHELLOPTS-} in *pipefail*) HOLD_pipes=p ;; *) case KEEPS$1$HOLD_pipes in yes*p | *0p) set -o pipefail ;; *) HOLD_pipes= ;; esac ;; esac
  }
  case ${BASH_VERSION-} in ?*) readonly -f HOLD HOLD_as_it_was ;; esac
  ;;
esac
