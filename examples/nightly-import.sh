#!/bin/sh
# Imports every price list in a folder and mails what was rejected, and nothing else. From a crontab:
#
#     30 2 * * *  nightly-import.sh /srv/lists stock@example.org manager@example.org
#
# A list is named SUPPLIER-anything (.csv, .xlsx, .csv.gz, .zip). Where a mapping of that name is kept
# (svcctl parts import … --save-map SUPPLIER), it is used. A list of which rows were
# taken in goes to done/, any other to failed/; what was rejected of it lies beside it as
# NAME.rejects.csv, to be mended and put back into the folder. An older list of the same name is kept.
# 每夜导入文件夹里的价格表，只把不合格的行寄出；改好后放回文件夹即可。一行都未收下的表放在 failed/。
#
# Settings, in the crontab or the environment · 设置：
#     STOCK=set       the quantities of the lists are what is there; add: they come on top (of a
#                     supplier that is known and approved); without it a list has no quantities
#     MAILER=COMMAND  takes the mail on standard input and the addresses as its words, in place of
#                     `mail`
# SVCCTL_DB and SVCCTL_STAFF say which store and who.
set -u
usage="usage: nightly-import.sh FOLDER ADDRESS…"
folder=${1:?$usage}
: "${2:?$usage}"
shift
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
report=$work/report said=$work/said
LC_ALL=C.UTF-8
export LC_ALL

send() { # ADDRESS…: mails standard input
  if [ -n "${MAILER:-}" ]; then
    "$MAILER" "$@"
  else
    mail -s "price lists: rejects" "$@"
  fi
}

among() { # NAME COMMAND…: whether the list that the command prints has the name
  wanted=$1
  shift
  "$@" --format csv --no-header 2>/dev/null | tr -d '\r' | grep -qxF -- "$wanted"
}

import() { # LIST SUPPLIER OPTION…: prints "rows,rejected" of the list; what is wrong goes to $said
  list=$1 supplier=$2
  shift 2
  if [ -n "${STOCK:-}" ]; then
    set -- "$@" --stock "$STOCK"
    ! among "$supplier" svcctl parts supplier list --columns code || set -- "$@" --supplier "$supplier"
  fi
  ! among "$supplier" svcctl mapping list --columns name || set -- "$@" --map "$supplier"
  svcctl parts import "$list" "$@" 2>"$said"
}

mkdir -p "$folder/done" "$folder/failed" || exit 1
for list in "$folder"/*; do
  [ -f "$list" ] || continue
  name=$(basename "$list")
  case $name in *.part | *.tmp | *.filepart | '~$'*) continue ;; esac # still being written
  rejects=$folder/done/$name.rejects.csv
  rm -f "$rejects"
  counts=$(import "$list" "${name%%-*}" --on-error skip --rejects "$rejects" \
    --format csv --no-header --columns rows,rejected)
  status=$?
  counts=${counts%"$(printf '\r')"}
  # With every row refused nothing was taken in of the list.
  [ $status -ne 0 ] || [ "${counts%,*}" != "${counts#*,}" ] || [ "$counts" = 0,0 ] || status=5
  where=done
  if [ $status -ne 0 ]; then
    where=failed
    if [ -f "$rejects" ]; then
      mv --backup=numbered "$rejects" "$folder/failed/$name.rejects.csv"
      rejects=$folder/failed/$name.rejects.csv
    fi
  fi
  mv --backup=numbered "$list" "$folder/$where/$name"
  if [ $status -ne 0 ] || [ -f "$rejects" ]; then
    printf '%s/%s\n' "$where" "$name"
    if [ -f "$rejects" ]; then cat "$rejects"; else cat "$said"; fi
    echo
  fi >>"$report"
done
[ -s "$report" ] || exit 0
# Cron mails what is printed here: a report that cannot be mailed is not lost.
send "$@" <"$report" || { cat "$report"; exit 1; }
