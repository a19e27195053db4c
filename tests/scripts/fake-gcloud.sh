#!/bin/bash
# Stands in for gcloud: writes down what it is asked (FAKE/calls), remembers what was made (FAKE/there), keeps what comes by the
# standard input (FAKE/input), and fails where a test wants it to (FAKE_FAIL is a part of the command, FAKE_SAYS the message).
printf '%s\n' "$*" >> "$FAKE/calls"

if [ -n "$FAKE_FAIL" ]; then
  case "$*" in *"$FAKE_FAIL"*)
    read -r left < "$FAKE/left"
    if [ "$left" -gt 0 ]; then
      echo $((left - 1)) > "$FAKE/left"
      echo "ERROR: (gcloud) $FAKE_SAYS" >&2
      exit 1
    fi ;;
  esac
fi

case "$*" in
  'auth list'*) printf '%s' "${FAKE_ACCOUNT-an@tinh.gov.vn}"; exit 0 ;;
  'projects describe'*) echo 123456789012; exit 0 ;;
  'billing projects describe'*) echo "${FAKE_BILLING-True}"; exit 0 ;;
esac

thing='' verb='' prints='there'
for word in "$@"; do
  case "$word" in
    --format=*subscription*) prints='projects/tinh-cchc/subscriptions/eventarc-made' ;;
    --data-file=-) cat > "$FAKE/input/$4" ;;
    --*) ;;
    describe | list | create | add | update | delete | rm) [ -n "$verb" ] || verb=$word ;;
    pubsub) [ "$1" = scheduler ] || thing="$thing $word" ;;
    *) thing="$thing ${word%%@*}" ;;
  esac
done
mark="$FAKE/there/${thing//[\/ ]/_}"

case "$verb" in
  describe | list)
    [ -e "$mark" ] && { echo "$prints"; exit 0; }
    [ "$verb" = list ] && exit 0
    echo 'ERROR: (gcloud) NOT_FOUND: Resource not found' >&2
    exit 1 ;;
  add) : > "$mark" ;;
  create)
    [ "$3" = identity ] && exit 0
    [ -e "$mark" ] && { echo 'ERROR: (gcloud) ALREADY_EXISTS: Resource already exists' >&2; exit 1; }
    : > "$mark" ;;
  delete)
    [ -e "$mark" ] || { echo 'ERROR: (gcloud) NOT_FOUND: Resource not found' >&2; exit 1; }
    rm -f "$mark" "$FAKE/there/_secrets_versions_$3" ;;
esac
exit 0
