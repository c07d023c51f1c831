case ${HOLD_path-} in
'')
  HOLD_path=:
  # It runs one command as it would be run without.
  HOLD() {
    HOLD_status=$?
    case ${1-} in
    '') return $HOLD_status ;;
    exit) exit ${2-$HOLD_status} ;;
    esac
    RUNS
  }
  ;;
esac
